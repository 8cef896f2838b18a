import { describe, expect, test } from 'vitest';
import {
  linkName,
  mediumKind,
  textParts,
  unwrittenLinks,
  webAddress,
  writtenDirection,
} from './text-parts';

/** A text with links in angle brackets and names in braces. */
function shown(text: string): string {
  return textParts(text)
    .map((part) => ({ text: part.text, link: `<${part.text}>`, name: `{${part.text}}` })[part.kind])
    .join('');
}

describe('parts of a text', () => {
  test.each([
    ['See https://a.example/b?c=d#e.', 'See <https://a.example/b?c=d#e>.'],
    ['(https://a.example/b)', '(<https://a.example/b>)'],
    ['https://a.example/b_(c)', '<https://a.example/b_(c)>'],
    ['https://a.example، بعد', '<https://a.example>، بعد'],
    ['@LumenAir سلام #پرواز', '{@LumenAir} سلام {#پرواز}'],
    ['@fa@aeruvia.example hi', '{@fa@aeruvia.example} hi'],
    ['mail anna@example.org', 'mail anna@example.org'],
    ['Thanks @anna.', 'Thanks {@anna}.'],
    ['javascript:alert(1) data:text/html,x', 'javascript:alert(1) data:text/html,x'],
    ['https://', 'https://'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('nothing of the text is lost', () => {
    const text = '.@a https://x.example/é? @b…\n#c (https://y.example)';
    expect(
      textParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('addresses', () => {
  test.each([
    ['https://a.example/b', 'https://a.example/b'],
    ['http://a.example', 'http://a.example/'],
    ['javascript:alert(1)', null],
    [' JavaScript:alert(1)', null],
    ['data:text/html,x', null],
    ['/listen/posts', null],
    ['', null],
    [null, null],
  ])('%s leads to %s', (text, expected) => {
    expect(webAddress(text)).toBe(expected);
  });

  test('a link that the text does not show is named by where it leads', () => {
    const links = ['https://www.a.example/help', 'javascript:x', 'https://b.example/'];
    const unwritten = unwrittenLinks('see https://b.example/', links);
    expect(unwritten.map(linkName)).toEqual(['a.example/help']);
  });
});

test.each([
  ['https://media.example/a/b.JPG', 'picture'],
  ['https://media.example/b.mp4?tag=12', 'film'],
  ['https://media.example/c.opus', 'sound'],
  ['https://media.example/d', 'unknown'],
  ['https://media.example/?f=e.png', 'unknown'],
])('%s is named by its ending', (address, kind) => {
  expect(mediumKind(address)).toBe(kind);
});

test.each([
  ['fa', true, 'rtl'],
  ['ar-EG', true, 'rtl'],
  ['fa', false, 'auto'],
  ['tr', true, 'auto'],
] as const)('a text in %s (declared: %s) runs %s', (code, declared, direction) => {
  expect(writtenDirection({ code, declared, confidence: null })).toBe(direction);
});

test('a text of no known language runs as its letters do', () => {
  expect(writtenDirection(null)).toBe('auto');
});
