import { hasContent, stripWrapping } from './normalise.ts';
import pleas from './pleas.json' with { type: 'json' };

const LONGEST = 300;
const PLEAS = new Set(pleas);
const ENDS = /(?<=[.!?])\s+/u;

/** Words a title for what a message claims: its first line with content, without greetings and pleas to pass it on. */
export function claimTitle(text: string): string {
  const line = stripWrapping(text).split('\n').find(hasContent) ?? '';
  const said = line.split(ENDS).filter(hasContent).join(' ');
  const words = said.slice(0, LONGEST).split(/\s+/u).filter(Boolean);
  const first = words.findIndex((word) => !isPlea(word));
  const last = words.findLastIndex((word) => !isPlea(word));
  const claim = words.slice(Math.max(0, first), last + 1).join(' ');
  const title = claim.replace(/[!*_~]+/gu, '').replace(/[.,;:]$/u, '');
  return title.trim().replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function isPlea(word: string): boolean {
  const bare = word.toLowerCase().replace(/[^\p{L}]/gu, '');
  return bare === '' ? !/\p{N}/u.test(word) : PLEAS.has(bare);
}
