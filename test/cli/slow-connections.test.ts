import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { aFolder } from '../support/builders.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';

async function aProgram(variables: Record<string, string> = {}): Promise<number> {
  const port = await aFreePort();
  const places = { POSKO_DATA: aFolder(), POSKO_PORT: String(port) };
  const program = startProgram(['start'], { ...places, ...variables });
  onTestFinished(() => program.stop());
  await isHealthy(port);
  return port;
}

async function halfOpen(port: number, said: string) {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  socket.resume().on('error', () => {});
  socket.write(said);
  return { closed };
}

test('connections that say nothing, or half a request, are closed, and others are served meanwhile', async () => {
  const port = await aProgram();
  const words = ['', 'GET /cek HTTP/1.1\r\nHost: x\r\nX-Slow: '];
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, at) => halfOpen(port, words[at % 2] ?? '')),
  );
  expect((await fetch(`http://127.0.0.1:${port}/cek`)).status).toBe(200);
  await Promise.all(all.map(({ closed }) => closed));
});

test('browsers are told to keep to TLS where a proxy brings it, and nowhere else', async () => {
  const port = await aProgram({ POSKO_PROXIES: '1' });
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${port}/cek`, { headers })).headers.get(
      'strict-transport-security',
    );
  expect(await ask({ 'x-forwarded-proto': 'https' })).toBe('max-age=31536000');
  expect(await ask({})).toBeNull();
});
