import { afterAll, expect, onTestFinished, vi } from 'vitest';
import { RealClient } from './real-client.ts';
import { FakeWhatsApp } from './server.ts';

/** A server and a real client of it. */
export interface Pair {
  server: FakeWhatsApp;
  client: RealClient;
}

/** A pair that has not met yet; it ends with the test, with no query left unanswered. */
export async function strangers(): Promise<Pair> {
  const pair = await meet();
  onTestFinished(() => part(pair));
  return pair;
}

/** A pair for one test, the client paired and logged in. */
export async function paired(): Promise<Pair> {
  const pair = await strangers();
  await pair.client.pair();
  return pair;
}

/** One paired pair for many tests of a file, made when it is first asked for. */
export function sharedPair(): () => Promise<Pair> {
  let shared: Promise<Pair> | undefined;
  afterAll(async () => {
    if (shared) await part(await shared);
  });
  return async () => {
    shared ??= meet().then(async (pair) => {
      await pair.client.pair();
      return pair;
    });
    const pair = await shared;
    pair.client.startAnew();
    onTestFinished(() => expect(pair.server.unhandled).toEqual([]));
    return pair;
  };
}

async function meet(): Promise<Pair> {
  // libsignal prints the private keys of its sessions.
  for (const method of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation(() => {});
  }
  const server = await FakeWhatsApp.start();
  return { server, client: new RealClient(server) };
}

async function part({ server, client }: Pair): Promise<void> {
  await client.end();
  await server.close();
  expect(server.unhandled).toEqual([]);
}
