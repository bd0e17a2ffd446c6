import type { MatchDocument } from './match.ts';

/** Returns the text for a document's vector: its topic, and how people put it. */
export function textToEmbed({ title, claim, narratives: [narrative] }: MatchDocument): string {
  return [title, claim, narrative].filter((text) => text !== undefined).join('\n');
}
