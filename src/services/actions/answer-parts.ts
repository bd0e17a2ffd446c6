import { splitClaims } from '../../domain/messages/split-claims.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { MatchResult } from '../../matching/match.ts';
import { beginStep, type Turn, wordsFor } from '../../ports/turn.ts';
import type { ActionDeps, ActionResult } from './action.ts';
import { findLikely, LETTERS, tellFound } from './answer-bundle.ts';
import { denialIn, stanceOf } from './check-denial.ts';
import { looksLikeScam } from './find-dangers.ts';
import type { Item } from './read-items.ts';

type Deps = Pick<ActionDeps, 'store' | 'script' | 'index' | 'observe' | 'clock'>;

/** Answers a message of several claims part by part, if that says more than the message as a whole. */
export async function answerParts(
  deps: Deps,
  turn: Turn,
  { item: { key: id, message }, whole }: { item: Item; whole: MatchResult },
): Promise<ActionResult<'bundle' | 'bundle-open'> | undefined> {
  const { texts, around, isList } = splitClaims(message.text);
  if (message.media || texts.length < 2) return undefined;
  const end = beginStep(turn, deps.clock, 'match');
  const searched = await Promise.all(texts.map((text, at) => findPart(deps, text, at)));
  end();
  const parts = searched.filter((part) => part !== undefined);
  if (!tellsMore(parts, whole, isList)) return undefined;
  const words = wordsFor(deps, turn);
  const others = texts.filter((_, at) => !searched[at]);
  const denial = denialIn({ text: [around, ...others].join('\n') });
  const lines = parts.map((part) => {
    deps.observe({ type: 'matched', tier: part.found.tier });
    turn.tiers.push(part.found.tier);
    const stance = stanceOf(denialIn({ text: part.text }) ?? denial, part.best);
    return tellFound(deps, turn, { ...part, stance });
  });
  const restKey = looksLikeScam(message.text) ? 'bundle.rest-risky' : 'bundle.rest';
  const rest = others.length === 0 ? [] : [words(restKey, { count: String(others.length) })];
  const results = [...lines.map(({ text }) => text), ...rest].join('\n\n');
  const values = { opening: words('bundle.parts'), results, factCheck: '' };
  return others.length === 0 && lines.every(({ isAnswered }) => isAnswered)
    ? { outcome: 'bundle', values }
    : { outcome: 'bundle-open', values: { ...values, items: [{ id, label: '' }] } };
}

type Part = NonNullable<Awaited<ReturnType<typeof findPart>>>;

async function findPart(deps: Deps, text: string, at: number) {
  const found = await deps.index.match({ text });
  const likely = await findLikely(deps, found);
  const [best] = likely;
  const number = LETTERS[at] ?? '';
  return best && { text, number, excerpt: shorten(text, 60), found, likely, best };
}

/** Whether parts tell more than the whole: of a list, or where two parts are known for different claims. */
function tellsMore(parts: readonly Part[], whole: MatchResult, isList: boolean): boolean {
  const sure = parts.filter(({ found }) => found.tier === 'answer');
  const ids = (of: readonly Part[]) => new Set(of.map(({ best }) => best.id));
  const best = whole.matches[0]?.id ?? '';
  if (whole.tier === 'answer') return ids(sure).size > 1 && (isList || ids(sure).has(best));
  return isList ? sure.length > 0 || ids(parts).size > 1 : sure.length > 0 && ids(parts).size > 1;
}
