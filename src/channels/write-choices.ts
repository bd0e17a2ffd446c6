import type { Reply } from '../domain/messages/message.ts';

/** Writes a reply's choices as lines below its text, numbered unless a number would be another kind of answer. */
export function numberChoices(
  { text, choices, isUnnumbered }: Pick<Reply, 'text' | 'choices' | 'isUnnumbered'>,
  most = Number.POSITIVE_INFINITY,
): string {
  const lines = choices.map(({ label }, at) =>
    isUnnumbered ? `• *${label}*` : `*${at + 1}.* ${label}`,
  );
  const end = choices.length === 0 ? '' : `\n\n${lines.join('\n')}`;
  const room = most - end.length;
  const shown = text.length <= room ? text : `${text.slice(0, room - 1)}…`.toWellFormed();
  return shown + end;
}
