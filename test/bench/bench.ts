import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { findFreePort } from '../support/free-port.ts';
import { createGenerator } from '../support/generate.ts';
import { spread } from './spread.ts';

/** What one run of `turns.ts` prints. */
interface Figures {
  /** With an index that is built, and with one that lies on disk. */
  startMs: number;
  startAgainMs: number;
  p50: number;
  p95: number;
  p99: number;
  turnsPerSecond: number;
  travellingPerSecond: number;
  /** Of the main thread while 64 citizens ask at once. */
  loopDelay: { p50: number; p99: number };
  processorMs: { different: number; travelling: number };
  rssMb: number;
  peer: { name: string; p50: number; p95: number };
  matchP50: number;
  matchP95: number;
}

const { values } = parseArgs({
  options: {
    'fact-checks': { type: 'string', default: '10000' },
    citizens: { type: 'string', default: '10000' },
    json: { type: 'boolean', default: false },
  },
});
/**
 * As `npm start` runs it: a heap that is tidied early instead of growing, and nothing put among the old at birth, which in
 * some runs brought four times as many pauses of 10 ms.
 */
const SMALL_HEAP = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=4',
  '--heap-growing-percent=20',
  '--no-allocation-site-pretenuring',
  '--expose-gc',
];

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/posko');

/** Messages beside those of the citizens: 1,000 one at a time, 500 only matched. */
const OTHERS = 1500;

const folder = mkdtempSync(join(tmpdir(), 'posko-bench-'));
try {
  await prepare(Number(values['fact-checks']));
  const turns = join(import.meta.dirname, 'turns.ts');
  const port = await findFreePort();
  // Translated sources are kept from one start to the next, as by the program itself.
  const env = { ...process.env, NODE_COMPILE_CACHE: CACHE };
  const given = [folder, values['fact-checks'], values.citizens, String(port)];
  const running = promisify(execFile)(process.execPath, [...SMALL_HEAP, turns, ...given], { env });
  running.child.stderr?.pipe(process.stderr);
  const waits = await askHealth(port, running);
  const { stdout } = await running;
  const figures = { ...(JSON.parse(stdout) as Figures), health: spread(waits) }; // printed by our own script
  if (values.json) console.log(JSON.stringify(figures));
  else report(figures);
} finally {
  rmSync(folder, { recursive: true });
}

/** How long `/healthz` takes to answer while it is there, which is under load. */
async function askHealth(port: number, running: Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let isOver = false;
  const end = () => (isOver = true);
  running.then(end, end);
  while (!isOver) {
    const asked = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.ok && (await answer.text().catch(() => ''))) waits.push(performance.now() - asked);
    await pause(20);
  }
  return waits;
}

async function prepare(count: number): Promise<void> {
  const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
  const { factCheck, message } = createGenerator(1);
  const all = Array.from({ length: count }, (_, n) => ({
    ...factCheck(n),
    version: 1,
    changedAt: 0,
  }));
  await store.factChecks.save(all);
  const some = (length: number) => Array.from({ length }, () => message(all));
  const messages = { different: some(OTHERS + Number(values.citizens)), travelling: some(2000) };
  writeFileSync(join(folder, 'messages.json'), JSON.stringify(messages));
  await store.close();
}

function report(figures: Figures & { health: ReturnType<typeof spread> }): void {
  const { peer, loopDelay, health, processorMs } = figures;
  const rows = [
    ['whole turn, p50', `${figures.p50} ms`, '≤ 4 ms'],
    ['whole turn, p95', `${figures.p95} ms`, '≤ 8 ms'],
    ['whole turn, p99', `${figures.p99} ms`, '≤ 15 ms'],
    ['start, index built', `${figures.startMs} ms`, '≤ 2000 ms'],
    ['  index on disk', `${figures.startAgainMs} ms`, '≤ 1000 ms'],
    ['turns a second', `${figures.turnsPerSecond}`, '≥ 400, all different'],
    ['  as they travel', `${figures.travellingPerSecond}`, '≥ 1000, Zipf s = 1 over 2,000'],
    ['processor a turn', `${processorMs.different} ms`, 'of the main thread, all different'],
    ['  as they travel', `${processorMs.travelling} ms`, ''],
    ['event loop, p99', `${loopDelay.p99} ms`, `≤ 20 ms; p50 ${loopDelay.p50} ms`],
    ['/healthz, p99', `${health.p99} ms`, `≤ 25 ms; p50 ${health.p50} ms`],
    ['memory (RSS)', `${figures.rssMb} MB`, '≤ 250 MB'],
    [
      'match alone, p50',
      `${figures.matchP50} ms`,
      `${peer.name}: ${peer.p50} ms, ${ratio(peer.p50, figures.matchP50)}`,
    ],
    [
      'match alone, p95',
      `${figures.matchP95} ms`,
      `${peer.name}: ${peer.p95} ms, ${ratio(peer.p95, figures.matchP95)}`,
    ],
  ];
  console.log(
    `${values['fact-checks']} fact-checks, ${values.citizens} citizens, SQLite synchronous=FULL`,
  );
  console.log(
    `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}\n`,
  );
  for (const [name = '', figure = '', mark = ''] of rows) {
    console.log(`${name.padEnd(20)} ${figure.padStart(12)}   ${mark}`);
  }
}

function ratio(theirs: number, ours: number): string {
  return `${(theirs / ours).toFixed(1)} × ours`;
}
