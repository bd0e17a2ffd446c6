export type NameProblem = 'length' | 'signs' | 'reserved';

const MIN = 2;
const MAX = 40;
/** One script only: a Cyrillic "а" would pass for a Latin one. */
const SIGNS = /^[\p{Script=Latin}\d](?:[\p{Script=Latin}\p{M}\d._'-]| (?! ))*$/u;
/** Names that the log uses for non-reviewers. */
const RESERVED: ReadonlySet<string> = new Set(['posko', 'unknown']);

/** Normalises a name for storage: one way to write each letter, no space at its ends. */
export function tidyName(name: string): string {
  return name.normalize('NFKC').trim();
}

/** Returns the form in which equal names are equal. */
export function foldName(name: string): string {
  return tidyName(name).toLowerCase();
}

/** Returns what is wrong with the name of a new reviewer, if anything. */
export function findNameProblem(name: string): NameProblem | undefined {
  const tidy = tidyName(name);
  if (tidy.length < MIN || tidy.length > MAX) return 'length';
  if (!SIGNS.test(tidy)) return 'signs';
  return RESERVED.has(foldName(tidy)) ? 'reserved' : undefined;
}
