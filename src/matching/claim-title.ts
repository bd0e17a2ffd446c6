import asking from './asking.json' with { type: 'json' };
import { hasContent, stripWrapping } from './normalise.ts';
import pleas from './pleas.json' with { type: 'json' };

const LONGEST = 300;
const PLEAS = new Set(pleas);
const WHETHER = new RegExp(asking.whether, 'iu');
const OR_NOT = new RegExp(asking.orNot, 'iu');
const ASKS_MORE = new RegExp(asking.asksMore, 'iu');
const ENDS = /(?<=[.!?])\s+/u;

/** Words a title for what a message claims: its first line with content, without greetings, pleas to pass it on, and asking whether it is true. */
export function claimTitle(text: string): string {
  const line = stripWrapping(text).split('\n').find(hasContent) ?? '';
  const said = line.split(ENDS).filter(hasContent).join(' ');
  const words = said.slice(0, LONGEST).split(/\s+/u).filter(Boolean);
  const first = words.findIndex((word) => !isPlea(word));
  const last = words.findLastIndex((word) => !isPlea(word));
  const claim = words.slice(Math.max(0, first), last + 1).join(' ');
  const title = stated(claim.replace(/[!*_~]+/gu, ''), said).replace(/[.,;:]$/u, '');
  return title.trim().replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** A verdict stands before it, so “apa benar bank tutup?” becomes “bank tutup”; what asks for more than yes or no stays a question. */
function stated(claim: string, said: string): string {
  if (!said.includes('?') && !/\bapa(?:kah)? (?:benar|bener|betul)\b/iu.test(said)) return claim;
  const bare = claim.replace(WHETHER, '').replace(OR_NOT, '');
  return ASKS_MORE.test(bare) ? bare : bare.replace(/ ?\?{1,9}$/u, '');
}

function isPlea(word: string): boolean {
  const bare = word.toLowerCase().replace(/[^\p{L}]/gu, '');
  return bare === '' ? !/\p{N}/u.test(word) : PLEAS.has(bare);
}
