import { expect, test, vi } from 'vitest';
import { getJson, onSignedOut, sendJson } from './client';

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = body === undefined ? null : JSON.stringify(body);
  return vi.fn<typeof fetch>(() => Promise.resolve(new Response(text, { status, headers })));
}

test('a problem keeps its slug, its fields and when to ask again', async () => {
  const fetcher = answering(
    422,
    {
      type: '/problems/unprocessable',
      title: 'Unprocessable',
      status: 422,
      detail: 'the form has mistakes',
      errors: [{ field: 'password', message: 'too short' }],
    },
    { 'retry-after': '30' },
  );
  expect(await sendJson(fetcher, 'POST', '/api/setup', {})).toEqual({
    ok: false,
    failure: {
      kind: 'problem',
      status: 422,
      title: 'Unprocessable',
      detail: 'the form has mistakes',
      slug: 'unprocessable',
      errors: [{ field: 'password', message: 'too short' }],
      retryAfterSeconds: 30,
    },
  });
});

test('an answer without content is a good answer', async () => {
  expect(await sendJson(answering(204, undefined), 'DELETE', '/api/session')).toEqual({
    ok: true,
    value: undefined,
  });
});

test('a body is sent as JSON, and nothing is sent where there is none', async () => {
  const fetcher = answering(200, {});
  await sendJson(fetcher, 'PATCH', '/api/me', { name: 'Ada' });
  await sendJson(fetcher, 'DELETE', '/api/session');
  const [withBody, without] = fetcher.mock.calls.map(([, request]) => request);
  expect(withBody?.body).toBe('{"name":"Ada"}');
  expect(new Headers(withBody?.headers).get('content-type')).toBe('application/json');
  expect(without?.body).toBeUndefined();
});

test('only an answer that nobody is signed in leads to signing in', async () => {
  const listener = vi.fn();
  const stop = onSignedOut(listener);
  const problem = (slug: string) => ({ type: `/problems/${slug}`, title: slug, detail: '' });
  await getJson(answering(401, problem('wrong-credentials')), '/api/session');
  expect(listener).not.toHaveBeenCalled();
  await getJson(answering(401, problem('not-signed-in')), '/api/posts');
  expect(listener).toHaveBeenCalledOnce();
  stop();
});
