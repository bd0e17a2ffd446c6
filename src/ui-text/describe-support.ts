import type { Support, TextSource } from '../matching/match.ts';

/** How a language says what speaks for a match. */
export interface SupportWords {
  words: Readonly<Record<TextSource | 'all', string>>;
  picture: string;
  sound: string;
  film: string;
  link: string;
  grip: { sure: string; likely: string; perhaps: string };
}

/** What speaks for a match, in a line: "gambar sama, 94 %". */
export function describeSupport(support: Support, words: SupportWords): string {
  if (support.type === 'words') return `${words.words[support.source]}: ${percent(support.score)}`;
  if (support.type === 'link') return words.link;
  return `${words[support.type]} ${words.grip[support.grip]}: ${percent(support.alike)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
