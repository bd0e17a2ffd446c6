import type { Reply } from '../domain/messages/message.ts';

/** A reply as lines of text, its choices below it, numbered unless a number is an answer of another kind. */
export function toLines({ text, choices, isUnnumbered }: Reply): string[] {
  const numbered = choices.map(({ label }, index) =>
    isUnnumbered ? `• ${label}` : `${index + 1}. ${label}`,
  );
  return [...text.split('\n'), ...numbered];
}
