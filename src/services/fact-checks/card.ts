import { lookOf } from '../../domain/fact-checks/verdicts.ts';
import { formatNumber } from '../../domain/text/format-number.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { formatDay } from '../../i18n/format-date.ts';
import type { Card, CardPainter, Sender } from '../../ports/card-renderer.ts';
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
