import type { SideWord } from './conflict.ts';
import type { Span } from './find-gaps.ts';
import { WRAPPING } from './plain-words.ts';
import { isPolar } from './polarity.ts';

/** Returns the positions of denials that the other side lacks. */
export function findDenials(
  words: readonly SideWord[],
  span: Span,
  others: readonly SideWord[],
): number[] {
  const places: number[] = [];
  for (let at = span.from; at < span.to; at++) {
    if (!isPolar(words[at]?.text ?? '') || isAside(words, at)) continue;
    const denied = deniedBy(words, at);
    const alike = others.some(
      (word, place) =>
        isPolar(word.text) && denied !== undefined && deniedBy(others, place) === denied,
    );
    if (!alike) places.push(at);
  }
  return places;
}

// Hoaks bukan? · tidak benar · bukan hoaks: said about the message, not in it.
const ASKING = /\b(?:hoaks|benar|betul|fakta)\b/;

// Jangan berhenti di Anda · jangan sampai putus: a chain message's appeal to its reader.
const TO_THE_READER = /^jangan (?:sampai )?(?:berhenti|putus|lupa)\b/;
const LONGEST_TAIL = 6;

function isAside(words: readonly SideWord[], at: number): boolean {
  if (ASKING.test(`${words[at - 1]?.text} ${words[at + 1]?.text}`)) return true;
  if (words.length - at > LONGEST_TAIL) return false;
  const tail = words.slice(at).map(({ text }) => text);
  return TO_THE_READER.test(tail.join(' ')) && tail.every((text) => WRAPPING.has(text));
}

/** Returns the root of the next informative word after a denial. */
function deniedBy(words: readonly SideWord[], at: number): number | undefined {
  return words.slice(at + 1, at + 4).find((word) => word.anchor && word.root >= 0)?.root;
}
