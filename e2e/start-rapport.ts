import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const patience_ms = 30_000;
const grace_ms = 5_000;

/** Fills a fresh store with the demo world, starts the real binary on it, and stops it at the end. */
export default async function startRapport(): Promise<() => Promise<void>> {
  const binary = resolve(process.env.RAPPORT_BIN ?? '../target/debug/rapport');
  const demo = process.env.RAPPORT_DEMO;
  if (!demo) {
    throw new Error('RAPPORT_DEMO names no folder; make one with `cargo xtask demo-files DIR`');
  }

  const data = await mkdtemp(join(tmpdir(), 'rapport-e2e-'));
  await promisify(execFile)(binary, [
    '--data',
    data,
    'import',
    '--brands',
    join(demo, 'brands.csv'),
    join(demo, 'posts.jsonl'),
  ]);

  await promisify(execFile)(binary, ['--data', data, 'budgets', 'set', join(demo, 'budget.csv')]);

  const server = spawn(binary, ['serve', '--data', data, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    process.env.RAPPORT_E2E_URL = await addressOf(server);
  } catch (error) {
    server.kill('SIGKILL');
    throw error;
  }

  return async () => {
    await stop(server);
    await rm(data, { recursive: true });
  };
}

/** The address in the line that the server prints once it answers. */
async function addressOf(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('the server has no output to read');
  const lines = createInterface({ input: server.stdout });
  const timer = setTimeout(() => {
    lines.close();
  }, patience_ms);
  try {
    for await (const line of lines) {
      const address = /listening on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1];
      if (address) return address;
    }
  } finally {
    clearTimeout(timer);
    // Whatever it prints later must not fill the pipe and stop it.
    server.stdout.resume();
  }
  throw new Error(`rapport did not say within ${patience_ms} ms where it listens`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = once(server, 'exit');
  const timer = setTimeout(() => server.kill('SIGKILL'), grace_ms);
  server.kill('SIGTERM');
  await ended;
  clearTimeout(timer);
}
