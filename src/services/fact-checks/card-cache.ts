import type { CardPainter, Picture, Sender } from '../../ports/card-renderer.ts';
import { createLimit } from '../../ports/concurrency-limit.ts';
import { shareCard } from './card.ts';
import type { PublicView } from './public-view.ts';

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
    cards.delete(key);
    cards.set(key, card);
    card.catch(() => cards.delete(key));
    for (const oldest of cards.keys()) {
      if (cards.size <= KEPT) break;
      cards.delete(oldest);
    }
    return card;
  };
}

/** Gives no card, in a process that has nobody to paint one. */
export const noCards: CardOf = () => Promise.reject(new Error('this process paints no cards'));
