import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import type { MatchDocument, MatchResult, Query } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';
import { readScreenshot } from '../../src/matching/screenshot/read-screenshot.ts';
import { createTextReader } from '../../src/media/text/read-text.ts';
import { seededNumbers } from '../support/generate.ts';
import { drawText, LOOKS } from './ocr-looks.ts';
import { PATIENCE_MS } from './ocr-measure.ts';
import { makeHoaxes } from './ocr-texts.ts';

/** What is stored, texts whose fact-check is among it, and siblings whose is not. */
export interface Shelf {
  documents: readonly MatchDocument[];
  stored: readonly { text: string; right: readonly string[] }[];
  strange: readonly string[];
}

/** A store of siblings by seed, in which every text differs from others by places, names and numbers. */
export function makeShelf(size: number, queries: number, seed: number): Shelf {
  const hoaxes = makeHoaxes(size + Math.ceil(queries / 2), seed);
  const random = seededNumbers(seed + 1);
  const drawn = new Set<number>();
  while (drawn.size < Math.min(queries, size)) drawn.add(Math.floor(random() * size));
  const stored = [...drawn].flatMap((at) => {
    const hoax = hoaxes[at];
    return hoax ? [{ text: hoax.text, right: [hoax.id] }] : [];
  });
  const documents = hoaxes.slice(0, size).map(({ document }) => document);
  return { documents, stored, strange: hoaxes.slice(size).map(({ text }) => text) };
}

/** Matches a screenshot of every text, in turn in each look, and tells what came of it. */
export async function findDebunks(
  { documents, stored, strange }: Shelf,
  { tesseract, seed }: { tesseract: string | undefined; seed: number },
): Promise<string> {
  const matcher = createMatcher(documents, { truthOf, retells: true });
  const reader = createTextReader({ tesseract, timeoutMs: PATIENCE_MS });
  const seen = new Tally();
  const typed = new Tally();
  const see = async (text: string, at: number): Promise<Query> => {
    const look = LOOKS[at % LOOKS.length] ?? 'card';
    const { jpeg } = await drawText(text, look, seed * 10_000 + at);
    const read = await reader.read(jpeg);
    if ('problem' in read) throw new Error(`a picture of the bench is ${read.problem}`);
    const screenshot = readScreenshot(read.lines, read.size);
    const { text: words, unsure } = screenshot;
    return { text: '', read: [{ source: 'picture', text: words, unsure }] };
  };
  const texts = [...stored, ...strange.map((text) => ({ text, right: [] }))];
  for (const [at, { text, right }] of texts.entries()) {
    seen.add(matcher.match(await see(text, at)), right);
    typed.add(matcher.match({ text }), right);
  }
  await reader.close();
  return `  ${documents.length} fact-checks\n  as pictures: ${seen}\n  as typed:    ${typed}`;
}

/** Counts what became of texts that are stored, and of those that are not. */
class Tally {
  private stored = 0;
  private answered = 0;
  private asked = 0;
  private strange = 0;
  private wrong = 0;

  add({ tier, matches }: MatchResult, right: readonly string[]): void {
    const isRight = right.includes(matches[0]?.id ?? '');
    if (right.length > 0) this.stored += 1;
    else this.strange += 1;
    if (isRight && tier === 'answer') this.answered += 1;
    if (isRight && tier === 'confirm') this.asked += 1;
    if (!isRight && tier === 'answer') this.wrong += 1;
  }

  toString(): string {
    const { stored, answered, asked, strange, wrong } = this;
    const found = ((answered + asked) / Math.max(1, stored)).toFixed(3);
    return `found ${found} of ${stored} (answered ${answered}, asked to confirm ${asked}); wrong answers ${wrong} of ${stored + strange}, ${strange} of them not stored`;
  }
}
