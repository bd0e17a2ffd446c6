import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';

async function aProgram(variables: Record<string, string>): Promise<string> {
  const port = await aFreePort();
  const program = startProgram(['start'], {
    POSKO_DATA: aFolder(),
    POSKO_PORT: String(port),
    POSKO_QUIET_MS: '0',
    ...variables,
  });
  onTestFinished(() => program.stop());
  await isHealthy(port);
  return `http://127.0.0.1:${port}`;
}

test('a running post tells its figures where the operator asks for them', async () => {
  const url = await aProgram({ POSKO_METRICS: 'on' });
  await fetch(`${url}/chat/api/phones/w1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'burung kenari Surti', forwarded: true }),
  });
  await expect
    .poll(async () => (await fetch(`${url}/metrics`)).text(), { timeout: 10_000 })
    .toMatch(/posko_sends_total\{channel="simulator",outcome="sent"[^}]*\} [1-9]/);
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('posko_messages_received_total{channel="simulator"} 1');
  expect(text).toMatch(/posko_first_reply_seconds_count [1-9]/);
  expect(text).toMatch(/posko_index_fact_checks [1-9]\d/);
  expect(text).toMatch(/posko_last_commit_timestamp_seconds [1-9]\d{9}/);
  expect(text).toContain('posko_writes_up 1');
  expect(text).not.toMatch(/kenari|Surti|w1/);
});

test('figures are off unless they are asked for', async () => {
  const url = await aProgram({});
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
});

test('a token has to be long, and is read only where there are figures', () => {
  expect(() => readConfig({ POSKO_METRICS_TOKEN: 'short' })).toThrow(
    'must be 16 characters or more',
  );
  const token = 'x'.repeat(16);
  expect(readConfig({ POSKO_METRICS: 'on', POSKO_METRICS_TOKEN: token }).metrics).toEqual({
    token,
  });
  expect(readConfig({ POSKO_METRICS_TOKEN: token }).metrics).toBeUndefined();
});
