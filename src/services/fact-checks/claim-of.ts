import type { Tip } from '../../domain/cases/case.ts';
import { saysSomething } from '../../matching/normalise.ts';

/** What a tip claims: the words of its sender if they say something, or else those in its file. */
export function claimOf({ text, read = [] }: Pick<Tip, 'text' | 'read'>): string {
  if (read.length === 0 || saysSomething(text)) return text;
  const [longest] = read.toSorted((a, b) => b.text.length - a.text.length);
  return longest && saysSomething(longest.text) ? longest.text : text;
}

/** All wordings that a tip brings, its claim first. */
export function wordingsOf(tip: Pick<Tip, 'text' | 'read'>): string[] {
  const all = [claimOf(tip), tip.text, ...(tip.read ?? []).map(({ text }) => text)];
  return [...new Set(all)].filter((text) => text !== '');
}
