import { expect, test } from 'vitest';
import { withoutInlineScripts } from './external-bootstrap.js';

test('an inline script becomes a file named after its content', () => {
  const { html, files } = withoutInlineScripts('<div id="app"><script>start()</script></div>');
  expect(html).toMatch(
    /^<div id="app"><script src="\/_app\/immutable\/bootstrap\.[0-9a-f]{8}\.js"><\/script><\/div>$/,
  );
  expect([...files.values()]).toEqual(['start()\n']);
});

test.each([
  ['<script>a()</script><style>b {}</style>'],
  ['<script>a()</script><p style="color: red">'],
  ['<script>a()</script><p onclick="b()">'],
])('%s is refused', (html) => {
  expect(() => withoutInlineScripts(html)).toThrow('still has inline code');
});

test('a page without a bootstrap is refused', () => {
  expect(() => withoutInlineScripts('<p></p>')).toThrow('no inline bootstrap');
});
