import type { Reply } from '../tipline/letters/message.ts';

/** A reply as lines of text, its choices numbered below it. */
export function toLines({ text, choices }: Reply): string[] {
  const numbered = choices.map(({ label }, index) => `${index + 1}. ${label}`);
  return [...text.split('\n'), ...numbered];
}
