import type { MatchResult } from '../../../src/matching/match.ts';
import { lookOf } from './draw-posts.ts';
import type { Sending } from './sendings.ts';

const OUTCOMES = ['right', 'asked', 'missed', 'wrong'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Result of a sending: what was found, the words that were read, and the time it took. */
export interface Result {
  sending: Sending;
  outcome: Outcome;
  /** Share of the words of a picture that were not read. */
  lost: number | undefined;
  ms: number;
  /** Of the processor, which other programs of the machine hardly lengthen. */
  cpuMs: number;
}

/** Judges what a match makes of a sending; an answer with another fact-check, or to something else, is wrong. */
export function judge({ item, owed }: Sending, { tier, matches, offered }: MatchResult): Outcome {
  const isAsked = tier === 'confirm' || tier === 'several';
  const isFound = matches.slice(0, offered ?? 1).some(({ id }) => id === item.id);
  switch (owed) {
    case 'answer':
      if (tier === 'answer') return isFound ? 'right' : 'wrong';
      return isAsked && isFound ? 'asked' : 'missed';
    case 'question':
      if (tier === 'answer') return 'wrong';
      return isAsked && isFound ? 'right' : 'missed';
    case 'nothing':
      if (tier === 'answer') return 'wrong';
      return isAsked ? 'asked' : 'right';
  }
}

/** Share of the words of a text that a reading lacks. */
export function shareLost(said: string, read: string): number {
  const found = new Set(wordsOf(read));
  const wanted = wordsOf(said);
  return wanted.filter((word) => !found.has(word)).length / Math.max(1, wanted.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Formats a row for each way of each kind, and one for all of what is owed the same. */
export function formatResults(results: readonly Result[]): string {
  const lines: string[] = [];
  for (const kind of ['picture', 'voice', 'film'] as const) {
    const all = results.filter(({ sending }) => sending.item.kind === kind);
    lines.push(`\n${kind.padEnd(WIDE)}${HEAD.map((cell) => cell.padStart(8)).join('')}`);
    const ways = new Map(all.map(({ sending: { way, owed } }) => [`${way} → ${owed}`, way]));
    for (const [name, way] of ways) {
      lines.push(
        formatRow(
          name,
          all.filter(({ sending }) => sending.way === way),
        ),
      );
    }
    for (const owed of ['answer', 'question', 'nothing'] as const) {
      const same = all.filter(({ sending }) => sending.owed === owed);
      if (same.length > 0) lines.push(formatRow(`ALL → ${owed}`, same));
    }
    if (kind === 'picture') lines.push(...formatPictures(all));
  }
  return lines.join('\n');
}

/** Rows for what is known by words alone, and for each look; then the marks. */
function formatPictures(all: readonly Result[]): string[] {
  const known = all.filter(({ sending: { owed, item } }) => owed === 'answer' && !item.isByWords);
  const byWords = all.filter(({ sending: { owed, item } }) => owed === 'answer' && item.isByWords);
  const other = all.filter(({ sending }) => sending.owed === 'nothing');
  const byLook = Map.groupBy([...known, ...byWords], ({ sending }) => lookOf(sending.item.seed));
  const share = (results: readonly Result[], ...outcomes: Outcome[]) =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length /
    Math.max(1, results.length);
  const mark = (name: string, value: number, isMet: boolean) =>
    `  ${name}`.padEnd(WIDE) + value.toFixed(3).padStart(8) + (isMet ? '' : '  MISSED');
  const [atOnce, found] = [share(known, 'right'), share(known, 'right', 'asked')];
  const [wrong, similar] = [share(all, 'wrong'), share(other, 'asked')];
  return [
    formatRow('known by its file → answer', known),
    formatRow('known by words alone → answer', byWords),
    ...byLook.entries().map(([look, results]) => formatRow(`look: ${look} → answer`, results)),
    'marks',
    mark('known by its file: at once ≥ .80', atOnce, atOnce >= 0.8),
    mark('known by its file: at once or asked ≥ .98', found, found >= 0.98),
    mark('answered wrong = 0', wrong, wrong === 0),
    mark('other words called similar ≤ .10', similar, similar <= 0.1),
  ];
}

const WIDE = 52;
const HEAD = ['n', ...OUTCOMES, 'lost', 'p50 s', 'p95 s', 'CPU p50', 'CPU p95'];

function formatRow(name: string, results: readonly Result[]): string {
  const counts = OUTCOMES.map((each) => results.filter(({ outcome }) => outcome === each).length);
  const lost = results.flatMap((result) => result.lost ?? []);
  const mean = lost.reduce((sum, each) => sum + each, 0) / lost.length;
  const clock = results.map(({ ms }) => ms);
  const work = results.map(({ cpuMs }) => cpuMs);
  const cells = [
    ...[results.length, ...counts].map(String),
    lost.length === 0 ? '–' : mean.toFixed(2),
    ...[clock, work].flatMap((times) => [secondsAt(times, 0.5), secondsAt(times, 0.95)]),
  ];
  return `  ${name}`.padEnd(WIDE) + cells.map((cell) => cell.padStart(8)).join('');
}

function secondsAt(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return ((sorted[place] ?? 0) / 1000).toFixed(1);
}
