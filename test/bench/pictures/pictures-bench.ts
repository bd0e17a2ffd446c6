import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { missingPhotos } from './base-pictures.ts';
import { measureIndex } from './index-speed.ts';
import { PictureSet } from './picture-set.ts';
import { type Asked, askAll, storeAll } from './run-pictures.ts';

/** Hashes this near are the same picture. */
const SURE = 31;

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    keep: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const missing = missingPhotos();
if (values.help) {
  console.log(`npm run bench:pictures -- [options]

  --every N   ask only every Nth edited picture (1)
  --keep DIR  the folder of the generated pictures; made if it is not there, used again if it is
  --help      this text`);
} else if (missing) {
  console.error(missing);
  process.exitCode = 2;
} else {
  const set = await PictureSet.open(values.keep ?? mkdtempSync(join(tmpdir(), 'pictures-')));
  const every = Math.max(1, Number(values.every));
  const queries = set.queries.filter((_, at) => at % every === 0);
  const { stored, times } = await storeAll(set);
  const asked = await askAll(set, stored, { queries, times });
  report(asked);
  for (const [what, { sum, count }] of times) {
    console.log(`${what}: ${(sum / count).toFixed(1)} ms of processor time a picture`);
  }
  console.log(measureIndex(100_000));
}

function report(asked: readonly Asked[]): void {
  console.log(`${asked.length} edited pictures; processor time, not time by the clock`);
  const columns: Record<string, (one: Asked) => boolean> = {
    '≤31': (one) => one.own <= SURE && one.own <= one.other,
    '≤45': (one) => one.own <= 45 && one.own <= one.other,
    '≤60': (one) => one.own <= 60 && one.own <= one.other,
    answered: (one) => one.own <= SURE && one.own <= one.other && !one.changed,
    'answer or verified': (one) => one.own <= SURE || one.verified,
    'one PDQ ≤31': (one) => one.onePdq <= SURE,
    'one PDQ ≤60': (one) => one.onePdq <= 60,
    'pHash64 ≤10': (one) => one.pHash <= 10,
  };
  table('edit', asked, { of: (one) => one.kind, columns });
  const absent: Record<string, (one: Asked) => boolean> = {
    '≤31': (one) => one.other <= SURE,
    '≤45': (one) => one.other <= 45,
    '≤60': (one) => one.other <= 60,
    'verified (not ≤31)': (one) => one.otherVerified,
    'one PDQ ≤31': (one) => one.otherPdq <= SURE,
    'one PDQ ≤60': (one) => one.otherPdq <= 60,
    'pHash64 ≤10': (one) => one.otherPHash <= 10,
  };
  console.log('found although the own picture is not stored:');
  table('base', asked, { of: (one) => one.base, columns: absent });
  const wrong = asked.filter(({ own, other }) => other <= SURE && other < own).length;
  console.log(`wrong answers at ≤31: ${wrong} of ${asked.length}`);
}

interface Columns {
  of: (one: Asked) => string;
  columns: Record<string, (one: Asked) => boolean>;
}

function table(title: string, asked: readonly Asked[], { of, columns }: Columns): void {
  console.log(`| ${[title, 'n', ...Object.keys(columns)].join(' | ')} |`);
  console.log(`| ${'--- | '.repeat(Object.keys(columns).length + 2).trimEnd()}`);
  const groups = Map.groupBy(asked, of);
  for (const [name, group] of [...groups, ['all', asked] as const]) {
    const shares = Object.values(columns).map((holds) =>
      (group.filter(holds).length / group.length).toFixed(3),
    );
    console.log(`| ${[name, group.length, ...shares].join(' | ')} |`);
  }
}
