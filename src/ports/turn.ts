import type { BotContent } from '../domain/content/bot-content.ts';
import type { Value } from '../engine/conversation.ts';
import type { Utterance } from '../engine/effect.ts';
import type { StateVisit } from '../engine/state-visit.ts';
import { say } from '../i18n/say.ts';
import type { FilePrints } from '../matching/file-prints.ts';
import type { Tier } from '../matching/match.ts';
import type { Clock } from './clock.ts';
import type { TurnChange } from './commit.ts';
import type { Step } from './events.ts';
import type { TurnState } from './turn-state.ts';

/** A turn in the making: what it started from, and what has come of it so far. */
export interface Turn extends TurnState {
  readonly citizen: string;
  readonly now: number;
  utterances: Utterance[];
  changes: TurnChange[];
  isForgotten: boolean;
  /** What tickets begin with in an exercise that its citizen takes part in. */
  mark: string;
  /** Up to which change of the cases there was none for what it opens one for, and what that is. */
  casesSeen?: number | undefined;
  opened: { text: string; files: readonly FilePrints[] }[];
  /** Where what it says was not asked for now: of which kind it is, and until when it is of use. */
  unasked?: { kind: string; until: number };
  /** Fact-checks that it tells because somebody asked, which are counted. */
  asked: string[];
  /** What its steps have passed, what its searches came to, and what voters asked; all are only counted. */
  visits: StateVisit[];
  tiers: Tier[];
  /** Those that were answered by their topics, others by their outlines. */
  voterQuestions: { type: 'answered' | 'unknown'; of: string }[];
  /** What took its time. */
  steps: Step[];
}

/** A turn of which nothing has come yet. */
export function beginTurn(state: TurnState, { citizen, now }: Pick<Turn, 'citizen' | 'now'>): Turn {
  const counted = { visits: [], tiers: [], voterQuestions: [], asked: [], steps: [] };
  return {
    ...state,
    citizen,
    now,
    utterances: [],
    changes: [],
    opened: [],
    isForgotten: false,
    mark: '',
    ...counted,
  };
}

/** Begins a step of a turn; calling what it returns ends it. */
export function beginStep({ steps }: Turn, clock: Clock, name: Step['name']): () => void {
  const at = clock.now();
  return () => void steps.push({ name, at, ms: clock.now() - at });
}

/** Words of the citizen's language. */
export function wordsFor({ script }: { script: BotContent }, turn: Turn) {
  return (key: string, fill = {}) => say(script.locales, turn.profile.language, key, fill);
}

/** A value as text, empty where it is missing. */
export function textOf(value: Value | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The ids of a list among the values. */
export function idsOf(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.map(({ id }) => id) : [];
}
