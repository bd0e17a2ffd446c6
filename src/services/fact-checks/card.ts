import { lookOf } from '../../domain/fact-checks/verdicts.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { formatNumber } from '../../domain/text/format-number.ts';
import { keepRecent } from '../../domain/text/keep-recent.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { formatDay } from '../../i18n/format-date.ts';
import type { Card, CardPainter, Picture, Sender } from '../../ports/card-renderer.ts';
import { createLimit } from '../../ports/concurrency-limit.ts';
import { cardCode } from './card-code.ts';
import type { PublicView } from './public-view.ts';

const MAX_CLAIM = 180;
const MAX_ORG = 60;
/** Not every machine has them among its letters. */
const EMOJI =
  /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d|\u20e3)*|\p{Regional_Indicator}/gu;

/** The picture of a fact-check that can be sent on in its place: verdict, claim, source, number to forward to. */
export function shareCard(painter: CardPainter, view: PublicView, sender: Sender) {
  return painter.paint(cardOf(view, sender));
}

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

/** Who sends cards or shows pages, as an operator has it at the time. */
export function senderOf(settings: Settings) {
  return {
    get post() {
      return settings.post;
    },
    get number() {
      return settings.site.number;
    },
  };
}

/** The card of a fact-check as it is seen; throws `Busy` where too many wait for theirs. */
export type CardOf = (view: PublicView) => Promise<Picture>;

/** Cards kept; each takes some 30 kB. */
const KEPT = 100;
const MAY_WAIT = 20;

/** Gives the card of a fact-check: drawn once a version, one at a time, the latest asked for kept. */
export function createCardCache(painter: CardPainter, sender: Sender): CardOf {
  const limit = createLimit(1, MAY_WAIT);
  const cards = new Map<string, Promise<Picture>>();
  return function cardOf(view: PublicView): Promise<Picture> {
    const of = [view.id, view.version, view.changedAt, sender.post, sender.number];
    const key = JSON.stringify(of);
    const card = cards.get(key) ?? limit(() => shareCard(painter, view, sender));
    card.catch(() => cards.delete(key));
    return keepRecent(cards, [key, card], KEPT);
  };
}

/** Gives no card, in a process that has nobody to paint one. */
export const noCards: CardOf = () => Promise.reject(new Error('this process paints no cards'));
