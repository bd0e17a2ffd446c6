import { defang } from '../../review/links.ts';
import { readOwnCard } from '../fact-checks/own-card.ts';
import { briefVerdict, shorten } from '../fact-checks/verdict-text.ts';
import type { Tipline } from '../tipline.ts';
import { type CallResult, type Turn, wordsFor } from '../turns/turn.ts';
import type { Item } from './read-items.ts';
import { recordTold, tell } from './tell.ts';

/** The answer to a card of ours that came back: whether it still holds; one that somebody has changed is asked about. */
export async function answerOwnCard(
  tipline: Tipline,
  turn: Turn,
  item: Item | undefined,
): Promise<CallResult | undefined> {
  const card = await cardIn(tipline, item);
  if (!card) return undefined;
  const { state, factCheck } = card;
  const title = defang(shorten(factCheck.title, 200));
  if (state === 'withdrawn') {
    return { outcome: 'card-withdrawn', values: { title, reason: reasonOf(factCheck.retracted) } };
  }
  if (state !== 'altered')
    return { outcome: `card-${state}`, values: tell(tipline, turn, factCheck) };
  if (factCheck.retracted !== undefined) return undefined;
  return { outcome: 'confirm', values: { picked: factCheck.id, title } };
}

/** The same in a line or two, for a bundle; undefined for what is no card of ours, or was changed. */
export async function ownCardLine(
  tipline: Tipline,
  turn: Turn,
  item: Item,
): Promise<string | undefined> {
  const card = await cardIn(tipline, item);
  if (!card || card.state === 'altered') return undefined;
  const words = wordsFor(tipline, turn);
  if (card.state === 'withdrawn') return words('bundle.card-withdrawn');
  recordTold(turn, card.factCheck);
  const verdict = briefVerdict(tipline.script, turn.profile.language, card.factCheck);
  return words(`bundle.card-${card.state}`, { verdict });
}

async function cardIn(tipline: Tipline, item: Item | undefined) {
  const texts = item?.evidence?.texts.filter(({ source }) => source === 'picture') ?? [];
  return texts.length === 0
    ? undefined
    : readOwnCard(
        tipline,
        texts.map(({ text }) => text),
      );
}

function reasonOf(retracted: string | undefined): string {
  return defang(shorten(retracted ?? '', 200));
}
