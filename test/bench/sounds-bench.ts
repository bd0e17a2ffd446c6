import { availableParallelism, cpus } from 'node:os';
import { saysTheSame } from '../../src/matching/sounds/compare-voices.ts';
import { SURE } from '../../src/matching/sounds/find-fit.ts';
import { judgeSounds } from '../../src/matching/sounds/judge-sounds.ts';
import { type SoundHit, SoundIndex } from '../../src/matching/sounds/sound-index.ts';
import { SOUND_EDITS } from '../support/sound-edits.ts';
import { fillSounds } from './fill-sounds.ts';
import { showProgress } from './match-run.ts';
import { PEER_SURE, pairwiseBitError } from './pairwise.ts';
import { makeSamples, type SoundSample } from './sound-set.ts';

// How often an edited sound is found, next to a peer that compares all pairs: npm run bench:sounds [CLIPS] [STORED]

const [clips = 120, stored = 10_000] = process.argv.slice(2).map(Number);
const ABSENT = 40;
const PEER_TIMED = 3;
const EDITS = Object.keys(SOUND_EDITS);

const known = await gather('known', 0, clips, SOUND_EDITS);
const absent = await gather('absent', 10_000, ABSENT);
const others = await gather('other', 20_000, ABSENT);

const filling = [...fillSounds(others, stored - clips)];
const started = performance.now();
const index = new SoundIndex();
for (const [clip, { plain }] of known.entries()) index.put(`${clip}`, plain);
for (const [at, made] of filling.entries()) index.put(`filling ${at}`, made);
const buildS = (performance.now() - started) / 1000;

report();

async function gather(
  what: string,
  seed: number,
  count: number,
  edits: typeof SOUND_EDITS = {},
): Promise<SoundSample[]> {
  const samples: SoundSample[] = [];
  for await (const sample of makeSamples(seed, count, edits)) {
    samples.push(sample);
    showProgress(`${what} clips: ${samples.length} of ${count}`);
  }
  showProgress('');
  return samples;
}

interface Row {
  first: number;
  sure: number;
  /** What the tipline would answer, after a look at it word by word; the rest of what is sure is asked about. */
  answered: number;
  /** Given for sure to another clip while the right one was taken out. */
  wrong: number;
  peerSure: number;
  times: number[];
}

function measure(edit: string): Row {
  const row: Row = { first: 0, sure: 0, answered: 0, wrong: 0, peerSure: 0, times: [] };
  for (const [clip, sample] of known.entries()) {
    const { plain, edited } = sample;
    const asked = edited.get(edit) ?? plain;
    const begun = processorMs();
    const [best] = index.find(asked, 10);
    row.times.push(processorMs() - begun);
    const isFirst = best?.id === `${clip}`;
    if (isFirst) row.first += 1;
    if (isFirst && best.score >= SURE) row.sure += 1;
    if (isFirst && isAnswered(best, sample, edit)) row.answered += 1;
    index.remove(`${clip}`);
    if ((index.find(asked, 1)[0]?.score ?? 0) >= SURE) row.wrong += 1;
    index.put(`${clip}`, plain);
    if (peerFinds(asked) === clip) row.peerSure += 1;
  }
  return row;
}

function isAnswered(best: SoundHit, { asked, kept }: SoundSample, edit: string): boolean {
  const voice = asked.get(edit) ?? kept;
  const [judged] = judgeSounds([{ ...best, document: best.id, sound: 0 }], voice.speaks);
  return judged?.grip === 'sure' && saysTheSame(voice.items, kept.items, best.line);
}

/** The nearest of the known clips for the peer, if it is near enough. */
function peerFinds(asked: Uint32Array): number | undefined {
  const errors = known.map(({ plain }) => pairwiseBitError(asked, plain));
  const least = Math.min(...errors);
  return least <= PEER_SURE ? errors.indexOf(least) : undefined;
}

function report(): void {
  console.log(`${clips} clips among ${stored}, spoken by espeak-ng; Node ${process.versions.node}`);
  console.log(`${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, one thread`);
  console.log(
    `index built in ${buildS.toFixed(2)} s, ${(index.save().length / 1e6).toFixed(1)} MB saved\n`,
  );
  print('edit', ['first', 'sure', 'answered', 'p50 ms', 'p99 ms', 'pairwise', 'wrong']);
  const rows = EDITS.map((edit) => {
    const row = measure(edit);
    const share = (count: number) => (count / clips).toFixed(3);
    const times = [0.5, 0.99].map((part) => quantile(row.times, part).toFixed(2));
    const ours = [
      share(row.first),
      share(row.sure),
      share(row.answered),
      ...times,
      share(row.peerSure),
    ];
    print(edit, [...ours, `${row.wrong}`]);
    return row;
  });
  const wrong = rows.reduce((sum, row) => sum + row.wrong, 0);
  const answered = absent.filter(({ plain }) => (index.find(plain, 1)[0]?.score ?? 0) >= SURE);
  const asked = EDITS.length * clips + absent.length;
  console.log(`\nabsent sounds answered: ${wrong + answered.length} of ${asked}`);
  console.log(`pairwise at ${stored} clips: ${peerMs().toFixed(0)} ms a query`);
}

function peerMs(): number {
  const begun = processorMs();
  for (const { plain } of known.slice(0, PEER_TIMED)) {
    for (const one of filling) pairwiseBitError(plain, one);
  }
  return (processorMs() - begun) / PEER_TIMED;
}

/** Time on the processor, which other programs of the machine do not lengthen. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((one, other) => one - other)[Math.floor(part * (values.length - 1))] ?? 0;
}

function print(name: string, cells: readonly string[]): void {
  console.log(name.padEnd(14) + cells.map((cell) => cell.padStart(10)).join(''));
}
