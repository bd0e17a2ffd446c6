import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { openMetrics } from '../../src/metrics/open-metrics.ts';
import { aFolder } from '../support/builders.ts';
import { openReceiver, type ReceivedSpan } from '../support/otlp-receiver.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';
import { MORNING } from '../support/stage.ts';

/** What may stand with a span; a new name here is a decision about privacy. */
const ATTRIBUTES = new Set(['posko.channel', 'posko.outcome', 'posko.code']);

async function aProgram(variables: Record<string, string>) {
  const port = await aFreePort();
  const set = { POSKO_PORT: String(port), POSKO_QUIET_MS: '0', POSKO_LOG_LEVEL: 'debug' };
  const program = startProgram(['start'], { ...set, ...variables });
  onTestFinished(() => program.stop());
  await isHealthy(port);
  const write = (text: string) =>
    fetch(`http://127.0.0.1:${port}/chat/api/phones/6281234509876/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, forwarded: true }),
    });
  return { program, write, url: `http://127.0.0.1:${port}` };
}

function namesOf(spans: readonly ReceivedSpan[]) {
  return spans.map(({ name }) => name).toSorted();
}

test('a message is followed from its arrival to its answer, and nothing personal leaves with it', async () => {
  const receiver = await openReceiver();
  const token = join(aFolder(), 'token');
  writeFileSync(token, 'authorization=Bearer%20token-of-it\n');
  const { program, write } = await aProgram({
    POSKO_DATA: aFolder(),
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_HEADERS_FILE: token,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=trial',
  });
  await write('burung kenari Surti hilang di Jalan Melati, telepon 087812345678');
  await expect.poll(() => program.output(), { timeout: 20_000 }).toContain('a reply was tried');
  await program.stop();
  expect(receiver.metrics.get('posko_sends_total')).toMatchObject({
    sum: { is_monotonic: true, aggregation_temporality: 2, data_points: [{ as_double: 1 }] },
  });
  const { spans } = receiver;
  const [received] = spans.filter(({ name }) => name === 'receive');
  const [turn] = spans.filter(({ name }) => name === 'turn');
  expect(namesOf(spans)).toEqual(['commit', 'match', 'receive', 'send', 'turn']);
  expect(received?.parent).toBe('');
  expect(new Set(spans.map(({ trace }) => trace))).toEqual(new Set([received?.trace]));
  const parents = Object.fromEntries(spans.map(({ name, parent }) => [name, parent]));
  expect(parents).toMatchObject({ turn: received?.id, send: received?.id });
  expect(parents).toMatchObject({ match: turn?.id, commit: turn?.id });
  for (const span of spans) {
    expect(span.endedAt).toBeGreaterThanOrEqual(span.startedAt);
    expect(Math.abs(Date.now() - span.startedAt)).toBeLessThan(90_000);
    for (const name of Object.keys(span.attributes)) expect(ATTRIBUTES).toContain(name);
  }
  expect(spans.find(({ name }) => name === 'send')?.attributes).toEqual({
    ...{ 'posko.channel': 'simulator', 'posko.outcome': 'sent' },
  });
  const lines = program
    .output()
    .split('\n')
    .filter((line) => line.includes(received?.trace ?? '-'));
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    'a message came in',
    'a turn was taken',
    'a reply was tried',
  ]);
  const told = receiver.resources.map(({ key, value }) => [key, value.string_value]);
  expect(told).toContainEqual(['service.name', 'posko']);
  expect(told).toContainEqual(['deployment.environment', 'trial']);
  expect(receiver.headers().authorization).toBe('Bearer token-of-it');
  expect(receiver.all()).toContain('posko_intake_seconds');
  for (const secret of ['kenari', 'Surti', 'Melati', '0878', '6281234509876', '81234509876']) {
    expect(receiver.all()).not.toContain(secret);
  }
});

test('what the page for Prometheus shows goes out with its units and its buckets', async () => {
  const receiver = await openReceiver();
  const { program, write, url } = await aProgram({
    POSKO_DATA: aFolder(),
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${receiver.url}/v1/metrics`,
    OTEL_TRACES_EXPORTER: 'none',
    POSKO_METRICS: 'on',
  });
  await write('halo');
  await expect.poll(() => program.output(), { timeout: 20_000 }).toContain('a message came in');
  const page = await (await fetch(`${url}/metrics`)).text();
  await program.stop();
  const intake = receiver.metrics.get('posko_intake_seconds');
  expect(intake).toMatchObject({
    ...{ unit: 's', description: 'From taking messages in to having them kept' },
    histogram: { aggregation_temporality: 2, data_points: [{ count: 1 }] },
  });
  const { histogram } = intake as {
    histogram: { data_points: { bucket_counts: number[]; explicit_bounds: number[] }[] };
  };
  const [point] = histogram.data_points;
  expect(point?.explicit_bounds).toEqual([0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]);
  expect(point?.bucket_counts).toHaveLength(9);
  expect(point?.bucket_counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  const shown = [...page.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(shown.filter((name = '') => !receiver.metrics.has(name))).toEqual([]);
  expect(receiver.spans).toEqual([]);
});

test('figures go out with their time to the millisecond', async () => {
  const receiver = await openReceiver();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url);
  vi.useFakeTimers({ toFake: ['Date'], now: MORNING + 750 });
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.useRealTimers();
  });
  const { openTelemetry } = await import('../../src/metrics/open-telemetry.ts');
  const { registry: metrics } = openMetrics();
  const { close } = openTelemetry({ traces: undefined, metrics, attributes: {}, onAway: () => {} });
  await close();
  const { histogram } = receiver.metrics.get('posko_intake_seconds') as {
    histogram: { data_points: { start_time_unix_nano: number; time_unix_nano: number }[] };
  };
  const [{ start_time_unix_nano: start = 0, time_unix_nano: end = 0 } = {}] = histogram.data_points;
  for (const time of [start, end]) expect(time / 1e6).toBeCloseTo(MORNING + 750, 1);
});

test('a trace outlives the process that began it', async () => {
  const receiver = await openReceiver();
  const variables = {
    POSKO_DATA: aFolder(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces`,
  };
  const first = await aProgram({ ...variables, POSKO_QUIET_MS: '60000' });
  await first.write('burung kenari Surti');
  await first.program.stop();
  expect(namesOf(receiver.spans)).toEqual(['receive']);
  await aProgram(variables);
  await expect.poll(() => namesOf(receiver.spans), { timeout: 20_000 }).toContain('send');
  expect(new Set(receiver.spans.map(({ trace }) => trace)).size).toBe(1);
});

test('several messages of a turn are linked, and what waits for its place is no attempt', async () => {
  const receiver = await openReceiver();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { openTelemetry } = await import('../../src/metrics/open-telemetry.ts');
  const { observe, close } = openTelemetry({
    ...{ traces: { share: 1 }, metrics: undefined, attributes: {}, onAway: () => {} },
  });
  const [one, two] = ['a'.repeat(32), 'b'.repeat(32)];
  const timed = { at: Date.now(), ms: 5 };
  observe({ ...timed, type: 'turn', outcome: 'failed', traces: [one, two], steps: [] });
  const named = { type: 'tried', channel: 'baileys', outcome: 'again' } as const;
  observe({ ...timed, ...named, code: '463', traces: [one] });
  observe({ ...timed, ...named, outcome: 'waited', code: '', traces: [one] });
  await close();
  expect(receiver.spans).toEqual([
    expect.objectContaining({ name: 'turn', trace: one, links: [two] }),
    expect.objectContaining({
      ...{ name: 'send', trace: one },
      attributes: { 'posko.channel': 'baileys', 'posko.outcome': 'again', 'posko.code': '463' },
    }),
  ]);
});

/** Tells of each module of OpenTelemetry that a process loads. */
const TELL = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, next) {
      if (url.includes('@opentelemetry')) console.log('OTEL LOADED');
      return next(url, context);
    },
  });
`)}`;

test('its libraries are loaded only where the variables are set', async () => {
  const told = { POSKO_DATA: aFolder(), NODE_OPTIONS: `--import ${TELL}` };
  const without = await aProgram(told);
  await without.program.stop();
  expect(without.program.output()).not.toContain('OTEL LOADED');
  const withThem = await aProgram({ ...told, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
  expect(withThem.program.output()).toContain('OTEL LOADED');
});

test('a receiver that is away stops nothing', async () => {
  const away = await aProgram({
    POSKO_DATA: aFolder(),
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
  });
  expect((await away.write('halo')).status).toBeLessThan(300);
  await expect
    .poll(() => away.program.output(), { timeout: 20_000 })
    .toContain('traces and metrics cannot be exported');
  await expect.poll(() => away.program.output()).toContain('a reply was tried');
  await away.program.stop();
  expect(away.program.child.exitCode).toBe(0);
  expect(away.program.output().match(/cannot be exported/g)).toHaveLength(1);
});

test('the standard variables decide what goes out', () => {
  const read = (variables: Record<string, string>) => {
    const { traces, hasMetrics } = readConfig(variables).telemetry ?? {};
    return [traces?.share, hasMetrics];
  };
  const base = { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example.org/in/' };
  expect(readConfig({}).telemetry).toBeUndefined();
  expect(read(base)).toEqual([1, true]);
  expect(read({ ...base, OTEL_METRICS_EXPORTER: 'none' })).toEqual([1, false]);
  expect(read({ ...base, OTEL_TRACES_EXPORTER: 'none' })).toEqual([undefined, true]);
  expect(read({ ...base, OTEL_TRACES_SAMPLER_ARG: '0.1' })).toEqual([0.1, true]);
  const traces = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/any' };
  expect(read(traces)).toEqual([1, false]);
  expect(read({ OTEL_TRACES_EXPORTER: 'otlp' })).toEqual([1, false]);
  expect(readConfig({ ...base, OTEL_SDK_DISABLED: 'true' }).telemetry).toBeUndefined();
  expect(() => readConfig({ ...base, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow(
    'OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf, not "grpc"; correct it, or remove it',
  );
});
