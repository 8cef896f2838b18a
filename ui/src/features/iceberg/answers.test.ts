import { describe, expect, test } from 'vitest';
import { loadAnswers } from './answers';
import { plainView } from './view';

const figures = { posts: 10, one_to_one: 9, share: 0.9, low: 0.6, high: 0.98 };
const report = {
  posts: 10,
  inbound: 0,
  duplicates: 0,
  rejected: 0,
  by: [],
  rows: [],
  total: figures,
};
const silent = { posts: 0, one_to_one: 0, share: null, low: null, high: null };

/** A server that answers from a function and keeps what it was asked. */
function serverThat(answer: (path: string) => Response | Promise<Response>) {
  const asked: string[] = [];
  const fetcher = (path: string) => {
    asked.push(decodeURIComponent(path));
    return Promise.resolve(answer(path));
  };
  return { asked, fetcher: fetcher as typeof fetch };
}

describe('loading', () => {
  test('asks for quarters and for the split, with the filters', async () => {
    const { asked, fetcher } = serverThat(() => Response.json(report));
    const view = { by: 'language', from: '2025-01-01', to: null, excludeReposts: true } as const;
    const answer = await loadAnswers(fetcher, view);
    expect(answer.ok).toBe(true);
    expect(asked).toEqual([
      '/api/iceberg?by=quarter&from=2025-01-01&exclude_reposts=true',
      '/api/iceberg?by=language&from=2025-01-01&exclude_reposts=true',
    ]);
  });

  test('asks per brand and quarter only where there is a budget', async () => {
    const budget = [{ quarter: '2025-Q1', brand: 'A', one_to_many: 1, one_to_one: 1, share: 0.5 }];
    const { asked, fetcher } = serverThat(() => Response.json({ ...report, budget }));
    await loadAnswers(fetcher, plainView);
    expect(asked.at(-1)).toBe('/api/iceberg?by=brand,quarter');
  });

  test('asks how much is stored when nothing is shown', async () => {
    const { fetcher } = serverThat((path) =>
      Response.json(
        path === '/api/status' ? { version: '0.1.0', posts: 7 } : { ...report, total: silent },
      ),
    );
    expect(await loadAnswers(fetcher, plainView)).toMatchObject({ ok: true, value: { stored: 7 } });
  });

  test('hands on what the server says about its failure', async () => {
    const { fetcher } = serverThat(() =>
      Response.json(
        { title: 'could not measure', status: 500, detail: 'try later' },
        { status: 500 },
      ),
    );
    expect(await loadAnswers(fetcher, plainView)).toEqual({
      ok: false,
      failure: { kind: 'problem', status: 500, title: 'could not measure', detail: 'try later' },
    });
  });

  test('a proxy’s own error page is a problem without details', async () => {
    const { fetcher } = serverThat(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await loadAnswers(fetcher, plainView)).toMatchObject({
      failure: { kind: 'problem', status: 502, detail: '' },
    });
  });

  test('silence is told apart from an error', async () => {
    const { fetcher } = serverThat(() => Promise.reject(new TypeError('failed to fetch')));
    expect(await loadAnswers(fetcher, plainView)).toEqual({
      ok: false,
      failure: { kind: 'unreachable' },
    });
  });
});
