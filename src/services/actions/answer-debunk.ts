import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { Values } from '../../engine/conversation.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { readOwnCard } from '../fact-checks/own-card.ts';
import { briefVerdict } from '../responses/verdict-text.ts';
import type { ActionDeps, ActionResult } from './action.ts';
import { answerVerdict, recordDelivery } from './answer-verdict.ts';
import type { Item } from './read-items.ts';

type Deps = Pick<ActionDeps, 'store' | 'script' | 'settings' | 'index'>;

/** The answer to a picture that itself says that a hoax is one: it is no hoax, what it is about is. */
export function answerDebunk(
  deps: Deps,
  turn: Turn,
  factCheck: PublishedFactCheck,
): ActionResult<'debunk-picture'> {
  return {
    outcome: 'debunk-picture',
    values: tellAs('tip.debunk-picture', deps, { turn, factCheck }),
  };
}

/** The answer to a card of ours that came back: whether it still holds; one that somebody has changed is asked about. */
export async function answerOwnCard(
  deps: Deps,
  turn: Turn,
  item: Item | undefined,
): Promise<ActionResult<'own-card' | 'card-withdrawn' | 'confirm'> | undefined> {
  const card = await cardIn(deps, item);
  if (!card) return undefined;
  const { state, factCheck } = card;
  const title = defang(shorten(factCheck.title, 200));
  if (state === 'withdrawn') {
    const reason = defang(shorten(factCheck.retracted ?? '', 200));
    return { outcome: 'card-withdrawn', values: { title, reason } };
  }
  if (state !== 'altered') {
    return { outcome: 'own-card', values: tellAs(`tip.card-${state}`, deps, { turn, factCheck }) };
  }
  if (factCheck.retracted !== undefined) return undefined;
  return { outcome: 'confirm', values: { picked: factCheck.id, title } };
}

/** The same in a line or two, for a bundle; undefined for what is no card of ours, or was changed. */
export async function ownCardLine(deps: Deps, turn: Turn, item: Item): Promise<string | undefined> {
  const card = await cardIn(deps, item);
  if (!card || card.state === 'altered') return undefined;
  const words = wordsFor(deps, turn);
  if (card.state === 'withdrawn') return words('bundle.card-withdrawn');
  recordDelivery(turn, card.factCheck);
  const verdict = briefVerdict(deps.script, turn.profile.language, card.factCheck);
  return words(`bundle.card-${card.state}`, { verdict });
}

/** The verdict as `tell` puts it, with what the picture is said first. */
function tellAs(
  key: string,
  deps: Deps,
  { turn, factCheck }: { turn: Turn; factCheck: PublishedFactCheck },
): Values {
  const told = answerVerdict(deps, turn, factCheck);
  const verdict = wordsFor(deps, turn)(key, { verdict: textOf(told.verdict) });
  return { ...told, verdict };
}

async function cardIn(deps: Deps, item: Item | undefined) {
  const read = item?.evidence?.texts.filter(({ source }) => source === 'picture') ?? [];
  const texts = read.map(({ text }) => text);
  return texts.length === 0 ? undefined : readOwnCard(deps, texts);
}
