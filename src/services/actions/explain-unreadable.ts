import type { Item } from './read-items.ts';

/** Says why a file's content has to be told in words: what it lacks, or what kept us from reading it. */
export function whyWordless(
  words: (key: string, fill?: Record<string, string>) => string,
  item: Item | undefined,
): string {
  const kind = words(`kinds.${item?.message.kind ?? 'unknown'}`);
  const { evidence } = item ?? {};
  if (!evidence) return words('wordless.unread', { kind });
  if (evidence.problem === 'unreadable') return words('wordless.broken');
  if (evidence.problem === 'too-large' || evidence.problem === 'too-slow') {
    return words('wordless.heavy');
  }
  if (evidence.problem === 'unsupported') return words('wordless.unsupported');
  switch (evidence.kind) {
    case 'picture':
      return words('wordless.picture');
    case 'sound':
      return words('wordless.sound');
    case 'film':
      return words('wordless.film');
    case 'document':
      return words('wordless.document');
    case 'other':
      return words('wordless.unread', { kind });
  }
}
