import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { makeQueries } from './match-queries.ts';
import {
  type Figures,
  runEngine,
  runSnapshot,
  type SnapshotFigures,
  showProgress,
} from './match-run.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '10000' },
    peers: { type: 'string', default: 'fts5,minisearch,natural' },
    /** Messages of each of the nine kinds. */
    'per-kind': { type: 'string' },
    json: { type: 'boolean', default: false },
    /** Set by this script for its children. */
    only: { type: 'string' },
  },
});
const count = Number(values.documents);
/** The most documents with which a peer still answers in seconds and fits into memory. */
const FEASIBLE: Readonly<Record<string, number>> = {
  fts5: 1_000_000,
  minisearch: 200_000,
  natural: 100_000,
};

if (values.only === 'snapshot') console.log(JSON.stringify(runSnapshot(count)));
else if (values.only) {
  const queries = makeQueries(count, Number(values['per-kind']));
  console.log(JSON.stringify(runEngine(values.only, count, queries)));
} else compareAll();

function compareAll(): void {
  const peers = values.peers.split(',').filter(Boolean);
  const feasible = peers.filter((peer) => count <= (FEASIBLE[peer] ?? 0));
  const left = peers.filter((peer) => !feasible.includes(peer));
  const all = ['posko', ...feasible].map((engine) => {
    showProgress(`${engine}: building`);
    return inChild(engine, perKindOf(engine)) as Figures; // printed by our own script
  });
  const snapshot = inChild('snapshot', 0) as SnapshotFigures; // printed by our own script
  if (values.json) console.log(JSON.stringify({ documents: count, engines: all, snapshot, left }));
  else report(all, snapshot, left);
}

/** Peers that take seconds are asked less, and so have wider intervals. */
function perKindOf(engine: string): number {
  if (values['per-kind']) return Number(values['per-kind']);
  if (engine === 'posko' || count <= 10_000) return 100;
  return count <= 100_000 ? 20 : 5;
}

function inChild(only: string, perKind: number): unknown {
  const flags = [
    '--disable-warning=ExperimentalWarning',
    '--expose-gc',
    '--max-old-space-size=16000',
  ];
  const options = ['--only', only, '--documents', `${count}`, '--per-kind', `${perKind}`];
  const printed = execFileSync(process.execPath, [...flags, import.meta.filename, ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(printed);
}

function report(all: readonly Figures[], snapshot: SnapshotFigures, left: readonly string[]): void {
  console.log(`${count} documents made up by seed, one thread, Node ${process.versions.node}`);
  console.log(`${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}\n`);
  const rows = all.map((figures) => toRow(figures, all[0]));
  const titles = ['engine', 'build s', 'RSS MB', 'p50 ms', 'p99 ms', 'rec@1', 'rec@1%FP'];
  const table = [[...titles, 'siblings', '× p50', '× p99'], ...rows];
  for (const [name = '', ...cells] of table) {
    console.log(name.padEnd(11) + cells.map((cell) => cell.padStart(10)).join(''));
  }
  for (const { engine, byKind } of all) {
    const kinds = Object.entries(byKind).map(([kind, share]) => `${kind} ${share.toFixed(2)}`);
    console.log(`\n${engine}, rec@1%FP by kind: ${kinds.join(', ')}`);
  }
  console.log(
    `\nsnapshot: written in ${snapshot.snapshotS.toFixed(2)} s, ${snapshot.snapshotMb.toFixed(0)} MB; ` +
      `opened in ${snapshot.openS.toFixed(2)} s, ${snapshot.openRssMb.toFixed(0)} MB RSS; ` +
      `a put ${snapshot.putMs.toFixed(3)} ms, the slowest ${snapshot.slowestPutMs.toFixed(1)} ms`,
  );
  console.log('siblings: details changed, and yet above the threshold of rec@1%FP');
  if (left.length > 0) console.log(`not feasible with so many documents: ${left.join(', ')}`);
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
    figures.siblings.toFixed(2),
    ratio(figures.p50, ours?.p50),
    ratio(figures.p99, ours?.p99),
  ];
}
