import type { Values } from '../../engine/conversation.ts';
import type { Case, Tip } from '../../review/case.ts';
import { findLinks } from '../../review/links.ts';
import { maskPersonalData } from '../../review/mask.ts';
import { toTicket } from '../../review/ticket.ts';
import { claimKey } from '../open-cases.ts';
import type { Tipline } from '../tipline.ts';
import { type Call, type Turn, textOf } from '../turn.ts';
import { type Item, readItems } from './read-items.ts';
import { findValid, tell } from './tell.ts';

/** One person has seldom more than this to report in a day. */
const MAX_TIPS_PER_DAY = 20;
const DAY = 86_400_000;

/** Opens a case for each item, or adds the tip to the open case of the same claim. */
export const openCase: Call = async ({ tipline, turn, values }) => {
  const earlier = await tipline.store.cases.tipsBy(turn.citizen, 200);
  const today = earlier.filter((tip) => tip.at > turn.now - DAY);
  if (today.length >= MAX_TIPS_PER_DAY) return { outcome: 'full' };
  const drafts = await draftTips(tipline, turn, values);
  const answer = await answerSince(tipline, drafts, values);
  if (answer) return { outcome: 'answered', values: tell(tipline, turn, answer) };
  const filed: Filed[] = [];
  for (const draft of drafts) {
    filed.push(await file(tipline, turn, { draft, earlier }));
  }
  const tickets = [...new Set(filed.map(({ found }) => found.ticket))];
  const more = {
    ticket: tickets.join(', '),
    case: filed[0]?.found.id ?? '',
    tips: filed.flatMap(({ tip }) => (tip ? { id: tip.id, label: '' } : [])),
  };
  if (filed.every(({ tip }) => tip === undefined)) return { outcome: 'repeated', values: more };
  return { outcome: filed.some(({ isNew }) => isNew) ? 'opened' : 'joined', values: more };
};

/** A verdict that came out while the citizen was thinking it over, unless it is one they rejected. */
async function answerSince(tipline: Tipline, drafts: readonly Draft[], values: Values) {
  const [only, ...more] = drafts;
  if (!only || more.length > 0) return undefined;
  const { tier, matches } = await tipline.index.match(only.text);
  const [best] = matches;
  if (tier !== 'answer' || !best || best.id === values.factCheck) return undefined;
  return findValid(tipline, best.id);
}

interface Filed {
  found: Case;
  tip?: Tip;
  isNew: boolean;
}

type Draft = Omit<Tip, 'case'>;

async function draftTips(tipline: Tipline, turn: Turn, values: Values): Promise<Draft[]> {
  const items = await readItems(tipline, turn, values);
  if (items.length === 0) return [draftWords(tipline, turn, textOf(values.heard ?? values.query))];
  const described = items.length === 1 ? textOf(values.heard) : '';
  return items.map((item) => draftItem(turn, item, described));
}

function draftWords(tipline: Tipline, turn: Turn, words: string): Draft {
  const id = Buffer.from(tipline.randomBytes(12)).toString('base64url');
  return { ...draftBase(turn, words), id, kind: 'text', media: [], forwardingScore: 0 };
}

function draftItem(turn: Turn, { key, message }: Item, described: string): Draft {
  const { media, kind, forwardingScore } = message;
  const files = media ? [{ sha256: media.sha256, mime: media.mime }] : [];
  const words = message.text.trim() === '' ? described : message.text;
  return { ...draftBase(turn, words), id: key, kind, media: files, forwardingScore };
}

function draftBase(turn: Turn, words: string) {
  return {
    citizen: turn.citizen,
    text: maskPersonalData(words).slice(0, 20_000),
    links: findLinks(words).map(maskPersonalData),
    at: turn.now,
    language: turn.profile.language,
  };
}

async function file(
  tipline: Tipline,
  turn: Turn,
  { draft, earlier }: { draft: Draft; earlier: readonly Tip[] },
): Promise<Filed> {
  const open = await findOpen(tipline, turn, draft);
  if (!open) {
    const found = await newCase(tipline, turn, draft);
    const tip = { ...draft, case: found.id };
    turn.changes.push({ type: 'open-case', case: found, tips: [tip] });
    return { found, tip, isNew: true };
  }
  if (earlier.some((tip) => tip.case === open.id)) return { found: open, isNew: false };
  const tip = { ...draft, case: open.id };
  turn.changes.push({ type: 'add-tips', tips: [tip] });
  return { found: open, tip, isNew: false };
}

async function findOpen(tipline: Tipline, turn: Turn, draft: Draft): Promise<Case | undefined> {
  const key = keyOf(draft);
  for (const change of turn.changes) {
    if (change.type === 'open-case' && change.case.claimKey === key) return change.case;
  }
  if (draft.text === '') return tipline.store.cases.openByClaim(key);
  return tipline.openCases.find(draft.text);
}

/** What makes two tips the same: their words, or without words their file. */
function keyOf(draft: Draft): string {
  const [file] = draft.media;
  return draft.text === '' && file ? `file:${file.sha256}` : claimKey(draft.text);
}

async function newCase(tipline: Tipline, turn: Turn, draft: Draft): Promise<Case> {
  return {
    id: Buffer.from(tipline.randomBytes(12)).toString('base64url'),
    ticket: await newTicket(tipline),
    status: 'open',
    claim: draft.text,
    claimKey: keyOf(draft),
    openedAt: turn.now,
    fence: 0,
    revision: 0,
  };
}

/** A free ticket; longer ones once the short ones grow scarce. */
async function newTicket(tipline: Tipline): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const length = attempt < 8 ? 4 : 6;
    const ticket = toTicket(tipline.randomBytes(length + 1), length);
    if (!(await tipline.store.cases.byTicket(ticket))) return ticket;
  }
}
