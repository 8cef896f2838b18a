import { getJson, readProblem, reportSignedOut, sendJson, type Answer } from './client';
import type { Schemas } from './contract';

export type Import = Schemas['ImportJob'];

/** A row that was set aside. */
export type Reject = Schemas['RejectAnswer'];

export function getImports(fetcher: typeof fetch): Promise<Answer<{ imports: Import[] }>> {
  return getJson(fetcher, '/api/imports');
}

export function getImport(fetcher: typeof fetch, id: string): Promise<Answer<Import>> {
  return getJson(fetcher, `/api/imports/${encodeURIComponent(id)}`);
}

export function stopImport(fetcher: typeof fetch, id: string): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'DELETE', `/api/imports/${encodeURIComponent(id)}`);
}

export function getRejects(
  fetcher: typeof fetch,
  id: string,
  after: string | null = null,
): Promise<Answer<Schemas['RejectsAnswer']>> {
  const place = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  return getJson(fetcher, `/api/imports/${encodeURIComponent(id)}/rejects${place}`);
}

export interface Sending {
  /** What came of it; `null` when it was aborted. */
  answer: Promise<Answer<Import> | null>;
  abort: () => void;
}

/** Sends a file and tells how far it is, which `fetch` cannot. */
export function sendFile(file: File, onProgress: (sent: number) => void): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer<Import> | null>((resolve) => {
    request.upload.onprogress = (event) => {
      onProgress(event.loaded);
    };
    request.onload = () => {
      resolve(readAnswer(request));
    };
    request.onerror = () => {
      resolve({ ok: false, failure: { kind: 'unreachable' } });
    };
    request.onabort = () => {
      resolve(null);
    };
  });
  request.open('POST', `/api/imports?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('accept', 'application/json');
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.send(file);
  return {
    answer,
    abort: () => {
      request.abort();
    },
  };
}

function readAnswer(request: XMLHttpRequest): Answer<Import> {
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // A proxy's own page: a problem without details.
  }
  if (request.status === 202 && body !== null) return { ok: true, value: body as Import };
  const failure = readProblem(request.status, body, request.getResponseHeader('retry-after'));
  reportSignedOut(failure);
  return { ok: false, failure };
}
