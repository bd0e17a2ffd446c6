import type { Tip } from '../../domain/cases/case.ts';
import { findLinks } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { maskOwnNames } from '../../domain/text/mask-names.ts';
import type { Values } from '../../engine/conversation.ts';
import type { Asked } from '../../ports/match-query.ts';
import { type Turn, textOf } from '../../ports/turn.ts';
import { triage } from '../../triage/triage.ts';
import { findUrgency } from '../../triage/urgency/find-urgency.ts';
import type { ActionDeps } from './action.ts';
import { askedOf, type Item, readItems } from './read-items.ts';

type Deps = Pick<ActionDeps, 'store' | 'randomBytes'>;

/** A tip that has no case yet, and what its case or its fact-check is looked for by. */
export interface Draft {
  tip: Omit<Tip, 'case'>;
  asked: Asked;
}

const LONGEST = 20_000;

/** The messages in question as tips: words are masked, those of files too. */
export async function draftTips(deps: Deps, turn: Turn, values: Values): Promise<Draft[]> {
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
