import { type Parts, splitClaims } from '../../domain/messages/split-claims.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { MatchResult } from '../../matching/match.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import { type BundleDeps, findBest, LETTERS, tellFound } from './answer-bundle.ts';
import { denialIn, stanceOf } from './check-denial.ts';
import type { ActionResult } from './define-action.ts';
import { looksLikeScam } from './find-dangers.ts';
import type { Item } from './read-items.ts';

/** Answers a message of several claims part by part, if that says more than the message as a whole. */
export async function answerParts(
  deps: BundleDeps,
  turn: Turn,
  { item: { key: id, message }, whole }: { item: Item; whole: MatchResult },
): Promise<ActionResult<'bundle' | 'bundle-open'> | undefined> {
  const parts = splitClaims(message.text);
  if (message.media || parts.texts.length < 2) return undefined;
  if (whole.tier === 'answer' && !parts.isList) return undefined;
  const found = await findParts(deps, parts);
  if (!tellsMore(parts, found, whole)) return undefined;
  const words = wordsFor(deps, turn);
  const others = parts.texts.filter((_, at) => !found.some((part) => part.at === at));
  const denial = denialIn({ text: [parts.around, ...others].join('\n') });
  const lines = found.map(({ at, text, result, best }) => {
    deps.observe({ type: 'matched', tier: result.tier });
    turn.tiers.push(result.tier);
    const stance = stanceOf(denialIn({ text }) ?? denial, best);
    const number = LETTERS[at] ?? '';
    return tellFound(deps, turn, {
      number,
      excerpt: shorten(text, 60),
      found: result,
      best,
      stance,
    });
  });
  const count = others.length;
  const key = looksLikeScam(message.text) ? 'bundle.rest-risky' : 'bundle.rest';
  const rest = count === 0 ? [] : [words(key, { count: String(count) })];
  const results = [...lines.map(({ text }) => text), ...rest].join('\n\n');
  const values = { opening: words('bundle.parts'), results, factCheck: '' };
  if (count === 0 && lines.every(({ isAnswered }) => isAnswered)) {
    return { outcome: 'bundle', values };
  }
  return { outcome: 'bundle-open', values: { ...values, items: [{ id, label: '' }] } };
}

type Found = NonNullable<Awaited<ReturnType<typeof findPart>>>;

async function findParts(deps: BundleDeps, { texts }: Parts) {
  const found = await Promise.all(texts.map((text, at) => findPart(deps, text, at)));
  return found.filter((part) => part !== undefined);
}

async function findPart(deps: BundleDeps, text: string, at: number) {
  const result = await deps.index.match({ text });
  const best = await findBest(deps, result);
  return best && { at, text, result, best };
}

/**
 * A story, a recipe or an advert stays whole, unless two of its parts are known for different claims;
 * so does a list that has a fact-check of its own, and not one that a single part of it found.
 */
function tellsMore({ isList }: Parts, found: readonly Found[], whole: MatchResult): boolean {
  const sure = found.filter(({ result }) => result.tier === 'answer');
  if (whole.tier === 'answer') {
    return isManifold(sure) && sure.some(({ best }) => best.id === whole.matches[0]?.id);
  }
  return isList ? sure.length > 0 || isManifold(found) : sure.length > 0 && isManifold(found);
}

function isManifold(found: readonly Found[]): boolean {
  return new Set(found.map(({ best }) => best.id)).size > 1;
}
