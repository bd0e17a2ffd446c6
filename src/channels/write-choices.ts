import type { Reply } from '../tipline/message.ts';

/** A reply's text with its choices as numbered lines, for places that have no buttons. */
export function numberChoices({ text, choices }: Pick<Reply, 'text' | 'choices'>): string {
  if (choices.length === 0) return text;
  const lines = choices.map(({ label }, at) => `*${at + 1}.* ${label}`);
  return `${text}\n\n${lines.join('\n')}`;
}
