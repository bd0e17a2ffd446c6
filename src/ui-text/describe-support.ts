import type { FileHit, Support } from '../matching/match.ts';
import type { Words } from './ui-text.ts';

type SupportWords = Words['support'];

/** What speaks for a match, in a line: "gambar sama: 94 % (kiri atas)", "suara sama: 97 % (0:05–0:17)". */
export function describeSupport(support: Support, words: SupportWords): string {
  if (support.type === 'words') return `${words.words[support.source]}: ${percent(support.score)}`;
  if (support.type === 'link') return words.link;
  return `${words[support.type]} ${words.grip[support.grip]}: ${percent(support.alike)}${placeOf(support, words)}`;
}

/** Which seconds of a recording, or which part of a picture unless it is most of it. */
function placeOf({ span, box }: Pick<FileHit, 'span' | 'box'>, { parts }: SupportWords): string {
  if (span) return ` (${span.map(showLength).join('–')})`;
  if (!box) return '';
  const [left, top, right, bottom] = box;
  if ((right - left) * (bottom - top) > MOST) return '';
  const third = (from: number, to: number) => Math.min(2, Math.floor(1.5 * (from + to)));
  return ` (${parts[3 * third(top, bottom) + third(left, right)]})`;
}

/** Share of a picture that is nearly all of it. */
const MOST = 0.6;

/** Minutes and seconds, as a player shows them. */
export function showLength(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A share of 1, such as `71%`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
