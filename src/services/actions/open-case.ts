import { createHash } from 'node:crypto';
import { type Case, refusals, type Tip, ticketOf, toTicket } from '../../domain/cases/case.ts';
import { spentOf } from '../../domain/citizens/trace.ts';
import { findLinks } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { maskOwnNames } from '../../domain/text/mask-names.ts';
import type { Values } from '../../engine/conversation.ts';
import type { Asked } from '../../ports/match-query.ts';
import { idsOf, type Turn, textOf } from '../../ports/turn.ts';
import { triage } from '../../triage/triage.ts';
import { findUrgency } from '../../triage/urgency/find-urgency.ts';
import { claimKey } from '../cases/open-case-index.ts';
import { claimOf } from '../fact-checks/claim-of.ts';
import { type ActionDeps, action } from './action.ts';
import { answerDenied, answerVerdict, findValid } from './answer-verdict.ts';
import { denialIn, stanceOf } from './check-denial.ts';
import { askedOf, type Item, readItems } from './read-items.ts';
import { earlierAnswers } from './save-answer.ts';

type Deps = Pick<ActionDeps, 'store' | 'script' | 'index' | 'openCases' | 'randomBytes'>;

/** One person has seldom more than this to report in a day. */
const MAX_TIPS_PER_DAY = 20;
const DAY = 86_400_000;

/** Opens a case for each item, or adds the tip to the open case of the same claim. */
export const openCase = action(
  ['opened', 'joined', 'answered', 'repeated', 'full'],
  async (deps: Deps, turn, values) => {
    const earlier = await deps.store.cases.tipsBy(turn.citizen, 200);
    const today = earlier.filter((tip) => tip.at > turn.now - DAY);
    const spent = spentOf(turn.profile, turn.now).tips;
    if (today.length + spent >= MAX_TIPS_PER_DAY) return { outcome: 'full' };
    const drafts = await draftTips(deps, turn, values);
    const answer = await answerSince(deps, drafts, values);
    if (answer) {
      const say = answer.stance === 'denied' ? answerDenied : answerVerdict;
      return { outcome: 'answered', values: say(deps, turn, answer.factCheck) };
    }
    const answers = { ...offeredBefore(drafts, values), ...(await earlierAnswers(deps, turn)) };
    const filed: Filed[] = [];
    for (const { tip, asked } of drafts) {
      const draft = { tip: { ...tip, ...answers }, asked };
      filed.push(await file(deps, turn, { draft, earlier }));
    }
    const tickets = [...new Set(filed.map(({ ticket }) => ticket))];
    const more = {
      ticket: tickets.join(', '),
      case: filed[0]?.found.id ?? '',
      tips: filed.flatMap(({ tip }) => (tip ? { id: tip.id, label: '' } : [])),
    };
    if (filed.every(({ tip }) => tip === undefined)) return { outcome: 'repeated', values: more };
    return { outcome: filed.some(({ isNew }) => isNew) ? 'opened' : 'joined', values: more };
  },
);

/** A verdict that came out while the citizen was thinking it over, unless it is one they rejected. */
async function answerSince(deps: Deps, drafts: readonly Draft[], values: Values) {
  const [only, ...more] = drafts;
  if (!only || more.length > 0) return undefined;
  const { tier, matches } = await deps.index.match(only.asked);
  const [best] = matches;
  if (tier !== 'answer' || !best || best.id === values.factCheck) return undefined;
  const factCheck = await findValid(deps, best.id);
  const stance = factCheck && stanceOf(denialIn(only.asked), factCheck);
  return factCheck && stance !== 'ask' ? { factCheck, stance } : undefined;
}

/** What was offered for a single message and not accepted: a verdict that was told, a choice of some, or one. */
function offeredBefore(drafts: readonly Draft[], values: Values): Pick<Tip, 'offered'> {
  const one = textOf(values.factCheck) || textOf(values.picked);
  const factChecks = values.factCheck === undefined ? idsOf(values.candidates) : [];
  if (factChecks.length === 0 && one !== '') factChecks.push(one);
  if (drafts.length > 1 || factChecks.length === 0) return {};
  const answer = refusals.find((name) => name === values.refusal) ?? 'unclear';
  return { offered: { factChecks, answer } };
}

interface Filed {
  found: Case;
  /** What the citizen is told, which is theirs alone. */
  ticket: string;
  tip?: Tip;
  isNew: boolean;
}

async function file(
  deps: Deps,
  turn: Turn,
  { draft, earlier }: { draft: Draft; earlier: readonly Tip[] },
): Promise<Filed> {
  const open = await findOpen(deps, turn, draft);
  if (!open) {
    const found = await newCase(deps, turn, draft);
    const ticket = await newTicket(deps, turn);
    const tip = { ...draft.tip, case: found.id, ticket };
    turn.changes.push({ type: 'open-case', case: found, tips: [tip] });
    return { found, ticket, tip, isNew: true };
  }
  const known = earlier.find((tip) => tip.case === open.id);
  if (known) return { found: open, ticket: ticketOf(known, open), isNew: false };
  const ticket = ticketInTurn(turn, open) ?? (await newTicket(deps, turn));
  const tip = { ...draft.tip, case: open.id, ticket };
  const teaches = deps.openCases.isNews(tip) ? [open.id] : [];
  turn.changes.push({ type: 'add-tips', tips: [tip], teaches });
  return { found: open, ticket, tip, isNew: false };
}

/** The ticket under which the same turn has put something else into a case. */
function ticketInTurn({ changes }: Turn, { id }: Case): string | undefined {
  const tips = changes.flatMap((change) =>
    change.type === 'open-case' || change.type === 'add-tips' ? change.tips : [],
  );
  return tips.find((tip) => tip.case === id)?.ticket;
}

async function findOpen(deps: Deps, turn: Turn, draft: Draft): Promise<Case | undefined> {
  const key = keyOf(turn, draft);
  for (const change of turn.changes) {
    if (change.type === 'open-case' && change.case.claimKey === key) return change.case;
  }
  const claim = claimOf(draft.tip);
  if (claim === '' || turn.mark !== '') {
    const same = await deps.store.cases.openByClaim(key);
    if (same || turn.mark !== '') return same;
  }
  const { openCases } = deps;
  await openCases.follow();
  const asked = { text: claim, files: draft.asked.files ?? [] };
  turn.casesSeen ??= openCases.seen();
  const found = await openCases.find(asked.text, asked.files);
  if (!found) turn.opened.push(asked);
  return found;
}

/** What makes two tips the same: their words, or without words their file. */
function keyOf({ mark }: Turn, { tip }: Draft): string {
  const [file] = tip.media;
  const claim = claimOf(tip);
  return mark + (claim === '' && file ? `file:${file.sha256}` : claimKey(claim));
}

async function newCase(deps: Deps, turn: Turn, draft: Draft): Promise<Case> {
  const id = Buffer.from(deps.randomBytes(12)).toString('base64url');
  return {
    id,
    ticket: await ticketOfCase(deps, turn, id),
    status: 'open',
    claim: claimOf(draft.tip),
    claimKey: keyOf(turn, draft),
    openedAt: turn.now,
    fence: 0,
    revision: 0,
  };
}

/** The desk's own ticket for a case, which no citizen is told: it follows from the case's random id. */
async function ticketOfCase(deps: Deps, turn: Turn, id: string): Promise<string> {
  return freeTicket(deps, turn, (attempt, length) => {
    const digest = createHash('sha256').update(`${id}:${attempt}`).digest();
    return digest.subarray(0, length);
  });
}

function newTicket(deps: Deps, turn: Turn): Promise<string> {
  return freeTicket(deps, turn, (_, length) => deps.randomBytes(length));
}

/** A free ticket; longer ones once the short ones grow scarce. */
async function freeTicket(
  { store }: Deps,
  { mark }: Turn,
  bytesFor: (attempt: number, length: number) => Uint8Array,
): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const length = attempt < 8 ? 4 : 6;
    const ticket = mark + toTicket(bytesFor(attempt, length + 1), length);
    if (!(await store.cases.byTicket(ticket))) return ticket;
  }
}

/** A tip that has no case yet, and what its case or its fact-check is looked for by. */
interface Draft {
  tip: Omit<Tip, 'case'>;
  asked: Asked;
}

const LONGEST = 20_000;

/** The messages in question as tips: words are masked, those of files too. */
async function draftTips(deps: Deps, turn: Turn, values: Values): Promise<Draft[]> {
  const items = await readItems(deps, turn, values);
  if (items.length === 0) return [draftWords(deps, turn, textOf(values.heard ?? values.query))];
  const described = items.length === 1 ? textOf(values.heard) : '';
  return items.map((item) => draftItem(turn, item, described));
}

function draftWords(deps: Deps, turn: Turn, words: string): Draft {
  const id = Buffer.from(deps.randomBytes(12)).toString('base64url');
  const own = maskOwnNames(words);
  const base = { ...draftBase(turn, own), ...guessAt(mask(own), false) };
  const tip = { ...base, id, kind: 'text', media: [], forwardingScore: 0 };
  return { tip, asked: { text: tip.text } };
}

function draftItem(turn: Turn, item: Item, described: string): Draft {
  const { media, kind, forwardingScore, forwarded } = item.message;
  // Who forwards speaks in the words of others; who writes may tell their own name.
  const text = forwarded ? item.message.text : maskOwnNames(item.message.text);
  const { texts = [], stamp } = item.evidence ?? {};
  const base = draftBase(turn, text.trim() === '' ? maskOwnNames(described) : text);
  const masked = texts.map((each) => ({ ...each, text: mask(each.text) }));
  const read = masked.map(({ source, text }) => ({ source, text }));
  const links = read.flatMap((each) => findLinks(each.text));
  const tip = {
    ...base,
    id: item.key,
    kind,
    media: media ? [{ sha256: media.sha256, mime: media.mime }] : [],
    links: [...new Set([...base.links, ...links])],
    forwardingScore,
    ...guessAt([base.text, ...read.map((each) => each.text)].join('\n'), forwarded),
    ...(read.length === 0 ? {} : { read }),
    ...(stamp === undefined ? {} : { stamp }),
  };
  return { tip, asked: { ...askedOf(item), text: tip.text, read: masked } };
}

function draftBase(turn: Turn, words: string) {
  return {
    citizen: turn.citizen,
    text: mask(words),
    links: findLinks(words).map(maskPersonalData),
    at: turn.now,
    language: turn.profile.language,
  };
}

/** The guess at the threat of masked words, where one is sure enough, and at their urgency, where they have one. */
function guessAt(text: string, isForwarded: boolean): Pick<Tip, 'triage' | 'urgency'> {
  const guess = triage({ text });
  const urgency = findUrgency(text, isForwarded);
  return { ...(guess && { triage: guess }), ...(urgency !== 'usual' && { urgency }) };
}

function mask(words: string): string {
  return maskPersonalData(words).slice(0, LONGEST);
}
