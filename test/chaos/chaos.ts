import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededNumbers } from '../support/generate.ts';
import { type Experiment, missedMarks, type Result } from './experiment.ts';
import { experiments } from './experiments.ts';
import { rowOf, tableOf } from './table.ts';

/** Makes trouble for a post of several processes, one experiment after the other, and prints what came of it. */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    small: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    soak: { type: 'string' },
    'at-once': { type: 'string', default: '1' },
  },
});

/** How often progress is told where it cannot be written over. */
const SAY_MS = 10_000;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130)); // and all children
process.setMaxListeners(0);

const waiting = [...choose().entries()];
const results: { experiment: Experiment; result: Result; seconds: number }[] = [];
await Promise.all(Array.from({ length: Number(values['at-once']) }, runSome));
console.log(
  tableOf(results.map(({ experiment, result }) => rowOf(experiment, result, values.small))),
);
for (const { experiment, result } of results) {
  const figures = Object.entries(result.figures ?? {});
  if (figures.length > 0)
    console.log(
      `${experiment.id}: ${figures.map(([name, value]) => `${name} ${value}`).join(', ')}`,
    );
}
if (values.json !== undefined) writeFileSync(values.json, toJson());
process.exit(results.every(({ result }) => missedMarks(result, values.small).length === 0) ? 0 : 1);

function choose(): readonly Experiment[] {
  const all = experiments(values.soak);
  if (values.only === undefined) return all;
  const ids = values.only.split(',');
  const unknown = ids.filter((id) => !all.some((experiment) => experiment.id === id));
  if (unknown.length > 0) throw new Error(`there is no experiment ${unknown.join(', ')}`);
  return all.filter(({ id }) => ids.includes(id));
}

/** Runs what waits, one after the other. */
async function runSome(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [place, experiment] = next;
    const begun = Date.now();
    const result = await run(experiment);
    results[place] = { experiment, result, seconds: Math.round((Date.now() - begun) / 1000) };
    process.stderr.write(`${rowOf(experiment, result, values.small).join(' · ')}\n`);
    for (const fault of result.faults ?? []) process.stderr.write(`  ${fault}\n`);
  }
}

async function run(experiment: Experiment): Promise<Result> {
  const isTTY = process.stderr.isTTY;
  let saidAt = 0;
  const say = (what: string) => {
    if (isTTY) process.stderr.write(`\r\x1b[K${experiment.id} ${what}`);
    else if (Date.now() > saidAt + SAY_MS) {
      saidAt = Date.now();
      process.stderr.write(`${experiment.id} ${what}\n`);
    }
  };
  const random = seededNumbers(Number(values.seed));
  try {
    return await experiment.run({ isSmall: values.small, random, say });
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const marks = [{ what: 'ended', value: 1, most: 0 }];
    return {
      did: 'ended early',
      messages: 0,
      lost: 0,
      misordered: 0,
      repeats: 0,
      marks,
      faults: [why],
    };
  } finally {
    if (isTTY) process.stderr.write('\r\x1b[K');
  }
}

function toJson(): string {
  const rows = results.map(({ experiment, result, seconds }) => ({
    id: experiment.id,
    title: experiment.title,
    isSmall: values.small,
    seed: Number(values.seed),
    seconds,
    missed: missedMarks(result, values.small),
    ...result,
  }));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
