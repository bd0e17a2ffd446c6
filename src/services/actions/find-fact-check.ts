import { isAt } from '../../domain/content/flow-names.ts';
import { archives, dangers, oldOffice } from '../../domain/messages/evidence.ts';
import { openFrame, type Values } from '../../engine/conversation.ts';
import { offeredOf } from '../../matching/choose-tier.ts';
import type { MatchResult } from '../../matching/match.ts';
import type { Asked } from '../../ports/match-query.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { mayBeOwnStory } from '../../triage/trouble/own-trouble.ts';
import { type ActionDeps, type ActionResult, action } from './action.ts';
import { answerBundle, answerParts, NOTHING } from './answer-bundle.ts';
import { answerDebunk, answerOwnCard } from './answer-debunk.ts';
import { answerCopy, answerDenied } from './answer-verdict.ts';
import { asksAsVoter } from './answer-voter.ts';
import { askWhich, validCandidates, whichOutcomes } from './ask-which.ts';
import { denialIn, stanceOf } from './check-denial.ts';
import { dangerIn, warnOfFile } from './find-dangers.ts';
import { findMatches } from './find-matches.ts';
import { ownStory } from './look-up.ts';
import { askedOf, hasWords, type Item, isEmpty, readItems } from './read-items.ts';
import { tellRelated } from './tell-related.ts';

type Deps = Pick<
  ActionDeps,
  'store' | 'script' | 'settings' | 'index' | 'links' | 'observe' | 'clock' | 'voterAnswers'
>;

const singleOutcomes = ['answer', 'denied', ...whichOutcomes, 'none', 'debunk-picture'] as const;

/** Searches every item of a bundle; one item is answered in full, several briefly in one reply. */
export const findFactCheck = action(
  [
    ...singleOutcomes,
    'own-card',
    'card-withdrawn',
    'own',
    'voter',
    'bundle',
    'bundle-open',
    'joined',
    'wordless',
    ...dangers,
  ],
  async (deps: Deps, turn, values) => {
    const items = await readItems(deps, turn, values);
    if (items.length > 1) return answerBundle(deps, turn, items);
    const [item] = items;
    const danger = item && dangerIn(item);
    if (danger) return warnOfFile(deps, turn, danger);
    const card = await answerOwnCard(deps, turn, item);
    if (card) return card;
    const asked = item ? askedOf(item) : { text: '' };
    const found = isEmpty(asked) ? NOTHING : await findMatches(deps, turn, asked);
    const isOwn = item && mayBeOwnStory(item.message.text, item.message.forwarded);
    if (isOwn && found.tier !== 'none') return ownStory(item.message.text);
    const parts = item && !isOwn && (await answerParts(deps, turn, { item, whole: found }));
    if (parts) return parts;
    const result = await answer(deps, turn, asked, found);
    // A voter's question with an answer here is not answered by a choice of hoaxes about voting.
    const isOpen = result.outcome === 'none' || result.outcome === 'several';
    if (item && isOpen && asksAsVoter(deps, turn, item.message)) {
      return { outcome: 'voter', values: { query: item.message.text } };
    }
    if (result.outcome !== 'none') return result;
    if (!hasWords(asked)) {
      return { outcome: 'wordless', values: { reason: whyWordless(wordsFor(deps, turn), item) } };
    }
    const related = item ? await tellRelated(deps, turn, found, item.message) : '';
    return joinOpenQuestion(turn, values, { ...result, values: { related } });
  },
);

/** Searches with what the citizen wrote about a picture, a voice note or a film, and with the file. */
export const findDescribed = action([...singleOutcomes], async (deps: Deps, turn, values) => {
  const [item] = await readItems(deps, turn, values);
  const asked = { ...(item && askedOf(item)), text: textOf(values.heard) };
  const found = await findMatches(deps, turn, asked);
  const result = await answer(deps, turn, asked, found);
  if (result.outcome !== 'none') return result;
  const told = { text: asked.text, forwarded: false };
  return { ...result, values: { related: await tellRelated(deps, turn, found, told) } };
});

type Answer = ActionResult<(typeof singleOutcomes)[number]>;

/** The sure answer to what was sent, one or a few likely ones to confirm, or none. */
async function answer(deps: Deps, turn: Turn, asked: Asked, found: MatchResult): Promise<Answer> {
  const [best, ...others] = await validCandidates(deps, offeredOf(found));
  if (!best) return { outcome: 'none' };
  if (found.debunked) return answerDebunk(deps, turn, best.factCheck);
  const denial = denialIn(asked);
  const stance = stanceOf(denial, best.factCheck);
  if (found.tier === 'answer' && stance === 'denied') {
    return { outcome: 'denied', values: answerDenied(deps, turn, best.factCheck) };
  }
  if (found.tier === 'answer' && stance === 'bare') {
    return { outcome: 'answer', values: answerCopy(deps, turn, best) };
  }
  return askWhich(deps, turn, { candidates: [best, ...others], denial });
}

/** While the consent question for an earlier message is open, a new unknown one joins it. */
function joinOpenQuestion(
  turn: Turn,
  values: Values,
  result: Answer,
): Answer | ActionResult<'joined'> {
  const top = openFrame(turn.conversation);
  const below = turn.conversation.frames.at(-2);
  if (!top || !below || !isAt(below, { flow: 'submit', state: 'consent' })) return result;
  const items = [below.values.items, values.items].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const joined = { ...below, values: { ...below.values, items, hosts: '' } };
  turn.conversation = { frames: [...turn.conversation.frames.slice(0, -2), joined, top] };
  return { outcome: 'joined' };
}

/** Says why a file's content has to be told in words: what it lacks, or what kept us from reading it. */
function whyWordless(words: ReturnType<typeof wordsFor>, item: Item | undefined): string {
  const kind = words(`kinds.${item?.message.kind ?? 'unknown'}`);
  const { evidence } = item ?? {};
  if (!evidence) return words('wordless.unread', { kind });
  if (evidence.problem === 'unreadable') return words('wordless.broken');
  if (evidence.problem === 'too-large' || evidence.problem === 'too-slow') {
    return words('wordless.heavy');
  }
  if (evidence.problem === 'unsupported' || evidence.problem === 'heic') {
    return words(`wordless.${evidence.problem}`);
  }
  const named = [...archives, ...oldOffice].find((kind) => kind === evidence.problem);
  if (named) {
    const isArchive = archives.some((kind) => kind === named);
    return words(isArchive ? 'wordless.archive' : 'wordless.old-office', { ending: `.${named}` });
  }
  return evidence.kind === 'other'
    ? words('wordless.unread', { kind })
    : words(`wordless.${evidence.kind}`);
}
