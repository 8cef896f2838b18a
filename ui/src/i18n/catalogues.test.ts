import { describe, expect, test } from 'vitest';
import { messages as entry } from '$features/entry/messages';
import { messages as budgets } from '$features/budgets/messages';
import { messages as contacts } from '$features/contacts/messages';
import { messages as conversations } from '$features/conversations/messages';
import { messages as frame } from '$features/frame/messages';
import { messages as imports } from '$features/imports/messages';
import { messages as settings } from '$features/settings/messages';
import { messages as iceberg } from '$features/iceberg/messages';
import { messages as posts } from '$features/posts/messages';
import { languages } from './language';
import { words } from './words';

/** Every text of a catalogue by its path; a message with slots is filled with marks. */
function texts(catalogue: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue) as [string, unknown][]) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(here, value);
    else if (typeof value === 'function') found.set(here, fill(value as Message));
    else for (const [deep, text] of texts(value as object, here)) found.set(deep, text);
  }
  return found;
}

type Message = (...slots: unknown[]) => string;

const marks = ['⟨0⟩', '⟨1⟩', '⟨2⟩', '⟨3⟩'];

function fill(message: Message): string {
  return message(...marks.slice(0, message.length));
}

const slotsOf = (text: string) => marks.filter((mark) => text.includes(mark));

describe.each([
  ['words', words],
  ['frame', frame],
  ['entry', entry],
  ['iceberg', iceberg],
  ['imports', imports],
  ['settings', settings],
  ['posts', posts],
  ['conversations', conversations],
  ['contacts', contacts],
  ['budgets', budgets],
])('the %s catalogue', (_, catalogues) => {
  const english = texts(catalogues.en);

  test.each(languages)('%s says everything that English says', (language) => {
    const translated = texts(catalogues[language]);
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of translated) {
      expect(text.trim(), path).not.toBe('');
      expect(slotsOf(text), path).toEqual(slotsOf(english.get(path) ?? ''));
    }
  });

  test.each(languages.filter((language) => language !== 'en'))(
    '%s leaves no sentence in English',
    (language) => {
      const translated = texts(catalogues[language]);
      const same = [...translated].filter(
        ([path, text]) =>
          text === english.get(path) && /[a-z]{3,}/i.test(text.replace(/⟨\d⟩/g, '')),
      );
      expect(same.map(([path]) => path)).toEqual([]);
    },
  );
});

test('Czech counts in four forms', () => {
  const count = (value: number) => iceberg.cs.posts(value, String(value));
  expect([1, 3, 5, 1.5].map(count)).toEqual([
    '1 příspěvek',
    '3 příspěvky',
    '5 příspěvků',
    '1.5 příspěvku',
  ]);
});
