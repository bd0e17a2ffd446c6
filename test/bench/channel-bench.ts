import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { FakeGraph } from '../fake-graph/fake-graph.ts';
import { FakeWhatsApp } from '../fake-whatsapp/server.ts';
import { aFreePort, isHealthy, startProgram } from '../support/program.ts';
import { deviceMessages, readDevice } from '../wire/device.ts';
import { measureFlood } from './flood.ts';
import '../fake-whatsapp/trust.ts';

/** Measures how fast the whole program takes messages in, over both ways to WhatsApp; prints figures. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '15' },
    messages: { type: 'string', default: '5000' },
    hostile: { type: 'string', default: '300' },
  },
});
const TEXT =
  'Hati-hati, vaksin korona ada microchip-nya. Habis disuntik kita bisa dilacak lewat satelit.';
const folder = mkdtempSync(join(tmpdir(), 'posko-bench-'));
/** Parts by the names that pick them: `npm run bench:channels -- flood`. */
const parts: Readonly<Record<string, () => unknown>> = {
  shapes: printShapes,
  webhook: () => measureWebhook(Number(values.rate), Number(values.seconds)),
  flood: () => compareFlood(Number(values.hostile)),
  device: () => measureDevice(Number(values.messages)),
};
try {
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
    if (!parts[name]) throw new Error(`no part ${name}: ${Object.keys(parts).join(', ')}`);
    await parts[name]();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The sets of test/wire by what has to become of their payloads; those of a device are read here, in no time. */
function printShapes(): void {
  const device = deviceMessages();
  const right = device.filter((each) => readDevice(each).is === each.expect).length;
  const files = ['messages', 'odd', 'moves', 'statuses', 'account', 'strange'];
  const rows = files.map((name) => {
    const read = (path: string): unknown[] =>
      parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
    return {
      set: `webhook ${name}`,
      payloads: read(`../wire/${name}.yaml`).length,
      right: 'npx vitest run test/wire',
    };
  });
  const byKind = Map.groupBy(device, (each) => each.expect);
  for (const [kind, all] of byKind) {
    const good = all.filter((each) => readDevice(each).is === kind).length;
    rows.push({ set: `device ${kind}`, payloads: all.length, right: `${good}` });
  }
  rows.push({ set: 'device, all', payloads: device.length, right: `${right}` });
  console.table(rows);
}

function common(name: string, port: number): Record<string, string> {
  return {
    POSKO_DATA: join(folder, name),
    POSKO_PORT: String(port),
    POSKO_CHAT: 'off',
    POSKO_LOG_LEVEL: 'error',
  };
}

/** The program behind a fake Graph API. */
async function startCloud(name: string) {
  const graph = await FakeGraph.start();
  const port = await aFreePort();
  graph.connect(`http://127.0.0.1:${port}/webhook`);
  const program = startProgram(['start'], {
    ...common(name, port),
    POSKO_CLOUD_NUMBER_ID: graph.numberId,
    POSKO_CLOUD_TOKEN: graph.token,
    POSKO_CLOUD_APP_SECRET: graph.appSecret,
    POSKO_CLOUD_VERIFY_TOKEN: graph.verifyToken,
    POSKO_CLOUD_URL: graph.url,
  });
  await isHealthy(port);
  return { graph, program };
}

/** First replies with and without numbers that together write as much as the number may answer, half a minute long. */
async function compareFlood(hostile: number): Promise<void> {
  const { graph, program } = await startCloud('flood');
  const started = performance.now();
  const flood = { hostile, rounds: 5, roundMs: hostile * 25 };
  const [calm, flooded] = await measureFlood(graph, flood);
  const share = program.cpuMs() / (performance.now() - started);
  print('first reply, no flood: p50 ms', at(calm.replies, 0.5));
  print('  longest ms', calm.replies.at(-1) ?? 0);
  print(`first reply behind ${hostile} numbers: p50 ms`, at(flooded.replies, 0.5));
  print('  longest ms', flooded.replies.at(-1) ?? 0);
  print('  to 200 meanwhile: p50 ms', at(flooded.webhooks, 0.5));
  print('  to 200 meanwhile: p99 ms', at(flooded.webhooks, 0.99));
  print('  % of a core that the program got', share * 100);
  await program.stop();
  await graph.close();
}

/** Deliveries at an even rate, whether the ones before are answered or not. */
async function measureWebhook(rate: number, seconds: number): Promise<void> {
  const { graph, program } = await startCloud('cloud');
  const count = rate * seconds;
  const started = performance.now();
  const waits: Promise<number>[] = [];
  for (let n = 0; n < count; n += 1) {
    const due = started + (n * 1000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    waits.push(timed(() => graph.citizen(`w${n % 2000}`).write(TEXT, { forwarded: 'often' })));
  }
  const ms = (await Promise.all(waits)).sort((a, b) => a - b);
  print('Cloud API: deliveries a second', (count / (performance.now() - started)) * 1000);
  print('  to 200, kept: p50 ms', at(ms, 0.5));
  print('  to 200, kept: p99 ms', at(ms, 0.99));
  print('  memory MB', program.rssMb());
  await program.stop();
  await graph.close();
}

/** Messages as fast as the fake server hands them over; every one is encrypted. */
async function measureDevice(count: number): Promise<void> {
  const whatsapp = await FakeWhatsApp.start();
  const port = await aFreePort();
  const variables = {
    ...common('device', port),
    POSKO_BAILEYS: 'on',
    POSKO_BAILEYS_URL: whatsapp.url,
    POSKO_BAILEYS_VERSION: '2.3000.1',
  };
  const pairing = startProgram(['pair', '--phone', '6281200000000'], variables, {
    trustsFake: true,
  });
  await until(() => /[A-Z0-9]{4}-[A-Z0-9]{4}/.test(pairing.output()));
  const code = /([A-Z0-9]{4})-([A-Z0-9]{4})/.exec(pairing.output());
  await whatsapp.enterCode(`${code?.[1]}${code?.[2]}`);
  await until(() => pairing.output().includes('Paired'));
  await until(() => pairing.child.exitCode !== null);
  const program = startProgram(['start'], variables, { trustsFake: true });
  await isHealthy(port, (health) => JSON.stringify(health).includes('"baileys":{"state":"ok"'));
  const citizens = Array.from({ length: 200 }, (_, n) => whatsapp.citizen(`w${n}`));
  await sendAll(whatsapp, citizens, 400);
  const before = program.rssMb();
  const started = performance.now();
  await sendAll(whatsapp, citizens, count);
  const seconds = (performance.now() - started) / 1000;
  print('Baileys: messages in a second', count / seconds);
  print(`  memory MB before ${count} messages`, before);
  print(`  memory MB after`, program.rssMb());
  print('  queries without an answer', whatsapp.unhandled.length);
  await program.stop();
  await whatsapp.close();
}

async function sendAll(
  whatsapp: FakeWhatsApp,
  citizens: readonly { write(text: string): Promise<string>; acknowledged(id: string): boolean }[],
  count: number,
): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await citizens[n % citizens.length]?.write(n % 2 === 0 ? 'menu' : 'terima kasih');
    if (n % 50 === 49) await until(() => whatsapp.waiting < 50);
  }
  await until(() => whatsapp.waiting === 0);
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  const status = await task();
  if (status !== 200) throw new Error(`the webhook answered ${status}`);
  return performance.now() - started;
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 120_000; !isTrue(); await pause(2)) {
    if (Date.now() > end) throw new Error(`it has not come true: ${isTrue}`);
  }
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

function print(name: string, value: number): void {
  console.log(`${name.padEnd(40)} ${value.toFixed(1)}`);
}
