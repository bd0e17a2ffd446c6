import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { type BenchOptions, readOptions } from './match-options.ts';
import { makeQueries, SIBLINGS } from './match-queries.ts';
import {
  type Figures,
  runEngine,
  runSnapshot,
  type SnapshotFigures,
  showProgress,
} from './match-run.ts';

/** The most documents with which a peer still answers in seconds and fits into memory. */
const FEASIBLE: Readonly<Record<string, number>> = {
  fts5: 1_000_000,
  minisearch: 200_000,
  natural: 100_000,
};

const read = readOptions(process.argv.slice(2));
switch (read.type) {
  case 'help':
    console.log(read.usage);
    break;
  case 'wrong':
    console.error(read.message);
    process.exitCode = 2;
    break;
  case 'run':
    if (read.options.only) console.log(JSON.stringify(measureOne(read.options.only, read.options)));
    else compareAll(read.options);
}

function measureOne(only: string, { documents, perKind }: BenchOptions): Figures | SnapshotFigures {
  if (only === 'snapshot') return runSnapshot(documents);
  return runEngine(only, documents, makeQueries(documents, perKind ?? 0));
}

function compareAll(options: BenchOptions): void {
  const { documents, peers, json } = options;
  const feasible = peers.filter((peer) => documents <= (FEASIBLE[peer] ?? 0));
  const left = peers.filter((peer) => !feasible.includes(peer));
  const all = ['posko', ...feasible].map((engine) => {
    showProgress(`${engine}: building`);
    return inChild(engine, documents, perKindOf(engine, options)) as Figures; // printed by our own script
  });
  const snapshot = inChild('snapshot', documents, 1) as SnapshotFigures; // printed by our own script
  if (json) console.log(JSON.stringify({ documents, engines: all, snapshot, left }));
  else report(documents, all, { snapshot, left });
}

/** Peers that take seconds are asked less, and so have wider intervals. */
function perKindOf(engine: string, { documents, perKind }: BenchOptions): number {
  if (perKind) return perKind;
  if (engine === 'posko' || documents <= 10_000) return 100;
  return documents <= 100_000 ? 20 : 5;
}

function inChild(only: string, documents: number, perKind: number): unknown {
  const flags = [
    '--disable-warning=ExperimentalWarning',
    '--expose-gc',
    '--max-semi-space-size=4', // as npm start runs the program
    '--max-old-space-size=16000',
  ];
  const options = ['--only', only, '--documents', `${documents}`, '--per-kind', `${perKind}`];
  const printed = execFileSync(process.execPath, [...flags, import.meta.filename, ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(printed);
}

interface Beside {
  snapshot: SnapshotFigures;
  left: readonly string[];
}

function report(documents: number, all: readonly Figures[], { snapshot, left }: Beside): void {
  console.log(`${documents} documents made up by seed, one thread, Node ${process.versions.node}`);
  console.log(`${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}\n`);
  const rows = all.map((figures) => toRow(figures, all[0]));
  const titles = ['engine', 'build s', 'RSS MB', 'p50 ms', 'p99 ms', 'rec@1', 'rec@1%FP'];
  const table = [[...titles, '× p50', '× p99'], ...rows];
  for (const [name = '', ...cells] of table) {
    console.log(name.padEnd(11) + cells.map((cell) => cell.padStart(10)).join(''));
  }
  console.log('\nchanged details let through by the threshold of rec@1%FP');
  for (const kind of SIBLINGS) {
    const shares = all.map(({ engine, siblings }) => `${engine} ${siblings[kind]?.toFixed(2)}`);
    console.log(`  ${kind}: ${shares.join(', ')}`);
  }
  for (const { engine, byKind, answered } of all) {
    console.log(`\n${engine}, rec@1%FP by kind: ${listShares(byKind)}`);
    if (answered) console.log(`${engine}, given a verdict: ${listShares(answered)}`);
  }
  console.log(
    `\nsnapshot: written in ${snapshot.snapshotS.toFixed(2)} s, ${snapshot.snapshotMb.toFixed(0)} MB; ` +
      `opened in ${snapshot.openS.toFixed(2)} s, ${snapshot.openRssMb.toFixed(0)} MB RSS; ` +
      `a put ${snapshot.putMs.toFixed(3)} ms, the slowest ${snapshot.slowestPutMs.toFixed(1)} ms`,
  );
  if (left.length > 0) console.log(`not feasible with so many documents: ${left.join(', ')}`);
}

function listShares(shares: Readonly<Record<string, number>>): string {
  return Object.entries(shares)
    .map(([kind, share]) => `${kind} ${share.toFixed(2)}`)
    .join(', ');
}

function toRow(figures: Figures, ours: Figures | undefined): string[] {
  const ratio = (theirs: number, own = theirs) => (theirs / own).toFixed(1);
  return [
    figures.engine,
    figures.buildS.toFixed(2),
    figures.rssMb.toFixed(0),
    figures.p50.toFixed(2),
    figures.p99.toFixed(2),
    figures.recall.toFixed(3),
    figures.sureRecall.toFixed(3),
    ratio(figures.p50, ours?.p50),
    ratio(figures.p99, ours?.p99),
  ];
}
