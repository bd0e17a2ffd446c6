import type { Urgency } from '../domain/cases/urgency.ts';
import { verdicts } from '../domain/fact-checks/verdicts.ts';
import { LEAST_ALIKE } from '../matching/judge.ts';
import type { CaseActionInput } from '../services/cases/case-actions.ts';
import { askFor } from './case-questions.ts';
import {
  type DeskState,
  type Keys,
  noting,
  type OpenCase,
  only,
  type Pressed,
  scrollByKey,
  withForm,
} from './desk-state.ts';
import { leaveCase } from './leave-desk.ts';
import { takeBackLatest } from './press-queue.ts';
import { newForm, verdictByKey, withVerdict } from './verdict-form.ts';

export function pressCase(state: DeskState, key: string): Pressed {
  const { open } = state;
  if (!open) return only({ ...state, screen: 'queue' });
  const { ticket } = open.view.case;
  const scrolled = scrollByKey(state, key);
  if (scrolled) return scrolled;
  if (key === 'enter') {
    return open.hold === 'held' ? only(state) : { state, orders: [{ type: 'open', ticket }] };
  }
  return KEYS[key]?.(state) ?? pressOpen(state, open, key);
}

const KEYS: Keys = {
  escape: leaveCase,
  left: leaveCase,
  q: leaveCase,
  n: (state) => {
    const left = leaveCase(state);
    return { ...left, orders: [...left.orders, { type: 'open-next' }] };
  },
  v: viewFile,
  u: takeBackLatest,
  U: (state) => doing(state, { name: 'unmerge' }),
};

/** Shows the only file, or asks which one. */
function viewFile(state: DeskState): Pressed {
  const { ask, view } = state.words;
  const choices = (state.open?.view.files ?? []).slice(0, 9).map(({ sha256, mime }, at) => {
    return { key: String(at + 1), label: mime, order: { type: 'view-file', sha256 } as const };
  });
  const [first, ...more] = choices;
  if (!first) return only(noting(state, 'problem', view.none));
  if (more.length === 0) return { state, orders: [first.order] };
  return only({ ...state, prompt: { type: 'choose', label: ask.file, choices } });
}

/** The keys that only make sense while the case is open. */
function pressOpen(state: DeskState, open: OpenCase, key: string): Pressed {
  const isKnown = verdictByKey(key) !== undefined || /^[eA-EyrwxzmSaotcdibfp/LHN]$/.test(key);
  if (!isKnown) return only(state);
  if (open.view.case.status !== 'open') {
    return only(noting(state, 'problem', state.words.problems.done));
  }
  if (key === 'e' || verdictByKey(key))
    return { state: openForm(state, open, key), orders: [{ type: 'typed' }] };
  const urgency = URGENCY_KEYS[key];
  if (urgency) return doing(state, { name: 'urgency', urgency });
  if (/^[A-E]$/.test(key)) return compare(state, open, key);
  const deed = DEEDS[key]?.(open);
  return deed ? doing(state, deed) : only(askFor(state, key));
}

const DEEDS: Readonly<Record<string, (open: OpenCase) => CaseActionInput>> = {
  // Nothing is agreed to but the proposal on the screen.
  y: ({ view }) => ({ name: 'approve', proposedAt: view.case.proposal?.at ?? 0 }),
  r: () => ({ name: 'release' }),
  w: () => ({ name: 'wake' }),
};

const URGENCY_KEYS: Readonly<Record<string, Urgency>> = { L: 'life', H: 'hour', N: 'usual' };

function openForm(state: DeskState, open: OpenCase, key: string): DeskState {
  const draft = open.view.case.draft;
  const verdict = verdictByKey(key);
  const form = open.form ?? newForm(verdict ?? draft?.verdict ?? verdicts[0], draft);
  const chosen = verdict && verdict !== form.verdict ? withVerdict(form, verdict) : form;
  return { ...withForm(state, { ...chosen, place: 'summary' }), screen: 'form', scroll: 0 };
}

/** Lays a candidate beside the case; one that hardly comes near can only be searched for. */
function compare(state: DeskState, open: OpenCase, key: string): Pressed {
  const { problems, desk } = state.words;
  const found = open.view.candidates[key.charCodeAt(0) - 'A'.charCodeAt(0)];
  if (!found) return only(noting(state, 'problem', problems.noCandidate(key)));
  if (found.score < LEAST_ALIKE) {
    const low = desk.attach.low(Math.round(found.score * 100));
    return only(noting(state, 'problem', `${low} ${problems.searchIt}`));
  }
  return comparing(state, found.factCheck.id);
}

function doing(state: DeskState, event: CaseActionInput): Pressed {
  const ticket = state.open?.view.case.ticket ?? '';
  return { state, orders: [{ type: 'do', ticket, event }] };
}

/** Opens the screen that compares the open case with a fact-check. */
export function comparing(state: DeskState, id: string): Pressed {
  const { open } = state;
  if (!open) return only(state);
  const aside = { ...open, compared: undefined };
  const beside: DeskState = { ...state, screen: 'attach', scroll: 0, open: aside };
  return { state: beside, orders: [{ type: 'compare', ticket: open.view.case.ticket, id }] };
}
