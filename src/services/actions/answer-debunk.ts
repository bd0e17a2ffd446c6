import type { Tipline } from '../../app/context.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { Values } from '../../engine/conversation.ts';
import { type CallResult, type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { readOwnCard } from '../fact-checks/own-card.ts';
import { briefVerdict } from '../responses/verdict-text.ts';
import { recordTold, tell } from './answer-verdict.ts';
import type { Item } from './read-items.ts';

/** The answer to a picture that itself says that a hoax is one: it is no hoax, what it is about is. */
export function answerDebunk(
  tipline: Tipline,
  turn: Turn,
  factCheck: PublishedFactCheck,
): CallResult<'debunk-picture'> {
  return {
    outcome: 'debunk-picture',
    values: tellAs('tip.debunk-picture', tipline, { turn, factCheck }),
  };
}

/** The answer to a card of ours that came back: whether it still holds; one that somebody has changed is asked about. */
export async function answerOwnCard(
  tipline: Tipline,
  turn: Turn,
  item: Item | undefined,
): Promise<CallResult<'own-card' | 'card-withdrawn' | 'confirm'> | undefined> {
  const card = await cardIn(tipline, item);
  if (!card) return undefined;
  const { state, factCheck } = card;
  const title = defang(shorten(factCheck.title, 200));
  if (state === 'withdrawn') {
    return { outcome: 'card-withdrawn', values: { title, reason: reasonOf(factCheck.retracted) } };
  }
  if (state !== 'altered') {
    return {
      outcome: 'own-card',
      values: tellAs(`tip.card-${state}`, tipline, { turn, factCheck }),
    };
  }
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

/** The verdict as `tell` puts it, with what the picture is said first. */
function tellAs(
  key: string,
  tipline: Tipline,
  { turn, factCheck }: { turn: Turn; factCheck: PublishedFactCheck },
): Values {
  const told = tell(tipline, turn, factCheck);
  const verdict = wordsFor(tipline, turn)(key, { verdict: textOf(told.verdict) });
  return { ...told, verdict };
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
