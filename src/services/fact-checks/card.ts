import { lookOf } from '../../domain/fact-checks/verdict-look.ts';
import { formatNumber } from '../../domain/text/format-number.ts';
import { formatDay } from '../responses/format-time.ts';
import { shorten } from '../responses/verdict-text.ts';
import { cardCode } from './card-code.ts';
import type { PublicView } from './public-view.ts';

/** What a picture of a fact-check says. */
export interface Card {
  verdict: PublicView['verdict'];
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

/** Draws cards. */
export interface CardPainter {
  paint(card: Card): Promise<Picture>;
}

/** Who stands behind a card. */
export interface Sender {
  post: string;
  number: string | undefined;
}

const MAX_CLAIM = 180;
const MAX_ORG = 60;
/** Not every machine has them among its letters. */
const EMOJI =
  /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d|\u20e3)*|\p{Regional_Indicator}/gu;

/** The picture of a fact-check that can be sent on in its place: verdict, claim, source, number to forward to. */
export function shareCard(
  painter: CardPainter,
  view: PublicView,
  sender: Sender,
): Promise<Picture> {
  return painter.paint(cardOf(view, sender));
}

/** What the card of a fact-check says. */
export function cardOf(view: PublicView, { post, number }: Sender): Card {
  const { verdict, withdrawn, claim } = view;
  return {
    verdict,
    isWithdrawn: withdrawn !== undefined,
    claim: shorten(claim.replace(EMOJI, ''), MAX_CLAIM),
    source: sourceOf(view),
    footer: number
      ? `Ragu? Teruskan pesannya ke WhatsApp ${formatNumber(number)}`
      : shorten(post, MAX_ORG),
    code: `Kode kartu ${cardCode(view)} · ${lookOf(verdict, withdrawn !== undefined).word}`,
  };
}

function sourceOf({ org, publishedAt, withdrawn }: PublicView): string {
  if (withdrawn !== undefined) return 'Cek fakta ini kami tarik. Mohon jangan diteruskan lagi.';
  const checked = `Diperiksa ${shorten(org, MAX_ORG)}`;
  return publishedAt === undefined ? checked : `${checked}, ${formatDay(publishedAt, 'id')}`;
}
