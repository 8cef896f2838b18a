import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setInterval } from 'node:timers/promises';
import { promisify } from 'node:util';

const patience_ms = 30_000;
const grace_ms = 5_000;

export const administrator = {
  name: 'Ada Korhonen',
  email: 'ada@rapport.example',
  password: 'seven quiet harbours',
};

/** What the browser keeps of somebody who is signed in; Playwright's storage state. */
export interface SignedIn {
  cookies: {
    name: string;
    value: string;
    domain: string;
    path: string;
    expires: number;
    httpOnly: boolean;
    secure: boolean;
    sameSite: 'Strict' | 'Lax' | 'None';
  }[];
  origins: [];
}

/** The real binary, serving a data folder of its own. */
export class Rapport {
  #server: ChildProcess;

  private constructor(
    server: ChildProcess,
    readonly data: string,
    readonly url: string,
    /** The one-time link to become administrator; null once somebody is. */
    readonly setUpLink: string | null,
  ) {
    this.#server = server;
  }

  /** Serves a copy of a data folder, so that the journeys on it leave no traces for others. */
  static async onCopyOf(folder: string): Promise<Rapport> {
    const data = await newFolder();
    await cp(folder, data, { recursive: true });
    return Rapport.on(data);
  }

  static async on(data: string): Promise<Rapport> {
    const server = serve(data, '127.0.0.1:0');
    try {
      const { url, setUpLink } = await greetingOf(server);
      return new Rapport(server, data, url, setUpLink);
    } catch (error) {
      server.kill('SIGKILL');
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (this.#server.exitCode !== null) return;
    const ended = once(this.#server, 'exit');
    const timer = setTimeout(() => this.#server.kill('SIGKILL'), grace_ms);
    this.#server.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  }

  /** Serves the same folder at the same address again. */
  async startAgain(): Promise<void> {
    this.#server = serve(this.data, new URL(this.url).host);
    await greetingOf(this.#server);
  }

  async stopAndForget(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true });
  }

  /** The command line on the same data folder, beside the server. */
  async command(...words: string[]): Promise<void> {
    await command(this.data, ...words);
  }

  async becomeAdministrator(): Promise<SignedIn> {
    const token = this.setUpLink?.split('#')[1];
    if (!token) throw new Error('somebody is administrator already');
    return this.#signedInBy('/api/setup', { token, ...administrator });
  }

  /** Invites somebody and opens the link for them. */
  async join(as: SignedIn, person: Person): Promise<SignedIn> {
    const { password, ...wish } = person;
    const invited = await this.ask(as, 'POST', '/api/users', wish);
    const { link } = (await invited.json()) as { link: { path: string } };
    const token = link.path.split('#')[1];
    return this.#signedInBy('/api/invitation/accept', { token, password });
  }

  async signIn(email: string, password: string): Promise<SignedIn> {
    return this.#signedInBy('/api/session', { email, password });
  }

  /** Sends a file and waits until it has been read. */
  async upload(as: SignedIn, name: string, content: string): Promise<void> {
    const path = `/api/imports?name=${encodeURIComponent(name)}`;
    const begun = (await (await this.#send(as, 'POST', path, content)).json()) as { id: string };
    for await (const _ of setInterval(100)) {
      const one = await this.ask(as, 'GET', `/api/imports/${begun.id}`);
      const { state } = (await one.json()) as { state: string };
      if (state === 'finished') return;
      if (state === 'failed') throw new Error(`${name} could not be imported`);
    }
  }

  /** A request of somebody who is signed in, beside the pages. */
  async ask(as: SignedIn, method: string, path: string, body?: unknown): Promise<Response> {
    return this.#send(as, method, path, body === undefined ? undefined : JSON.stringify(body));
  }

  async #send(as: SignedIn, method: string, path: string, body?: string): Promise<Response> {
    const cookie = as.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = { cookie, origin: this.url, 'content-type': 'application/json' };
    const answer = await fetch(this.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async #signedInBy(path: string, body: unknown): Promise<SignedIn> {
    const answer = await this.ask({ cookies: [], origins: [] }, 'POST', path, body);
    const [pair = ''] = answer.headers.get('set-cookie')?.split(';') ?? [];
    const [name = '', value = ''] = pair.split('=');
    const cookie = {
      name,
      value,
      domain: new URL(this.url).hostname,
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    } as const;
    return { cookies: [cookie], origins: [] };
  }
}

export interface Person {
  name: string;
  email: string;
  password: string;
  role: 'admin' | 'manager' | 'analyst' | 'agent' | 'viewer';
  team_ids: string[];
}

/** A data folder with the demo world and its budgets, not served by anybody. */
export async function demoFolder(): Promise<string> {
  const demo = process.env.RAPPORT_DEMO;
  if (!demo) {
    throw new Error('RAPPORT_DEMO names no folder; make one with `cargo xtask demo-files DIR`');
  }
  const data = await newFolder();
  await command(data, 'import', '--brands', join(demo, 'brands.csv'), join(demo, 'posts.jsonl'));
  await command(data, 'budgets', 'set', join(demo, 'budget.csv'));
  return data;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'rapport-e2e-'));
}

function binary(): string {
  return resolve(process.env.RAPPORT_BIN ?? '../target/debug/rapport');
}

async function command(data: string, ...words: string[]): Promise<void> {
  await promisify(execFile)(binary(), ['--data', data, ...words]);
}

function serve(data: string, listen: string): ChildProcess {
  // All journeys call from one address; the limit has tests of its own.
  const limit = ['--requests-per-second', '10000'];
  return spawn(
    binary(),
    ['serve', '--data', data, '--listen', listen, '--log-level', 'error', ...limit],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

/** The lines that the server prints until it answers: a link to begin with, perhaps, and where. */
async function greetingOf(
  server: ChildProcess,
): Promise<{ url: string; setUpLink: string | null }> {
  if (!server.stdout) throw new Error('the server has no output to read');
  const lines = createInterface({ input: server.stdout });
  const timer = setTimeout(() => {
    lines.close();
  }, patience_ms);
  let setUpLink: string | null = null;
  try {
    for await (const line of lines) {
      setUpLink ??= /become administrator.*: (http:\S+)/.exec(line)?.[1] ?? null;
      const url = /listening on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1];
      if (url) return { url, setUpLink };
    }
  } finally {
    clearTimeout(timer);
    // Whatever it prints later must not fill the pipe and stop it.
    server.stdout.resume();
  }
  throw new Error(`rapport did not say within ${patience_ms} ms where it listens`);
}
