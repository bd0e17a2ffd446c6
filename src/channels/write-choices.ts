import type { Reply } from '../tipline/letters/message.ts';

/** A reply's text with its choices as numbered lines, for places that have no buttons; of what is too long the text is cut. */
export function numberChoices(
  { text, choices }: Pick<Reply, 'text' | 'choices'>,
  most = Number.POSITIVE_INFINITY,
): string {
  const lines = choices.map(({ label }, at) => `*${at + 1}.* ${label}`);
  const end = choices.length === 0 ? '' : `\n\n${lines.join('\n')}`;
  const room = most - end.length;
  const shown = text.length <= room ? text : `${text.slice(0, room - 1)}…`.toWellFormed();
  return shown + end;
}
