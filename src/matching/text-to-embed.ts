import type { MatchDocument } from './match.ts';

/** The words of a document that its vector stands for: what it is about, and how people put it. */
export function textToEmbed({ title, claim, narratives: [narrative] }: MatchDocument): string {
  return [title, claim, narrative].filter((text) => text !== undefined).join('\n');
}
