import type { Verdict } from '../domain/fact-checks/verdicts.ts';

/** What a picture of a fact-check says. */
export interface Card {
  verdict: Verdict;
  isWithdrawn: boolean;
  claim: string;
  source: string;
  /** Where to forward a doubtful message, if there is a number, or who made the picture. */
  footer: string;
  /** By which the card is known when it comes back; see `cardCode`. */
  code: string;
}

/** A picture, or another file, as a channel or a page can send it; `name` is what it is called. */
export interface Picture {
  name: string;
  mime: string;
  bytes: Uint8Array;
  /** What is to be said in the place of the words that go with it, where it cannot go along. */
  instead?: string;
}

/** Whether it is shown as a picture rather than as a document. */
export function isShown({ mime }: Picture): boolean {
  return mime.startsWith('image/');
}

export interface CardPainter {
  paint(card: Card): Promise<Picture>;
}

export interface Sender {
  post: string;
  number: string | undefined;
}
