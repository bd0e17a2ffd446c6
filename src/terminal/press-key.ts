import { may } from '../domain/accounts/permissions.ts';
import { readTicket } from '../domain/cases/case.ts';
import { isUp } from '../domain/duty/alert.ts';
import type { CaseActionInput } from '../services/cases/case-actions.ts';
import type { NewWording } from '../services/fact-checks/new-wordings.ts';
import {
  type Asked,
  asking,
  type DeskState,
  noting,
  only,
  orderTo,
  type Pressed,
  type Prompt,
  scrollByKey,
  withForm,
} from './desk-state.ts';
import { edit, type Field, insert } from './edit-text.ts';
import { quit } from './leave-desk.ts';
import { comparing, pressCase } from './press-case.ts';
import { filteredBy } from './press-filter.ts';
import { pressQueue } from './press-queue.ts';
import {
  type Form,
  formFields,
  readForm,
  verdictByKey,
  withNextTemplate,
  withVerdict,
} from './verdict-form.ts';

/** What a key does: printable signs are themselves, others have names such as `enter` or `ctrl-s`. */
export function pressKey(before: DeskState, key: string): Pressed {
  const state = { ...before, notice: undefined };
  if (key === 'ctrl-c') return quit(state);
  if (state.isHelp) return scrollByKey(state, key) ?? only({ ...state, isHelp: false, scroll: 0 });
  if (state.prompt) return pressPrompt(state, state.prompt, key);
  if (key === '?' && state.screen !== 'form') return only({ ...state, isHelp: true, scroll: 0 });
  return PRESS[state.screen](state, key);
}

const PRESS: Readonly<Record<DeskState['screen'], (state: DeskState, key: string) => Pressed>> = {
  queue: pressQueue,
  case: pressCase,
  form: pressForm,
  attach: pressAttach,
  search: pressSearch,
  figures: (state) => only({ ...state, screen: 'queue' }),
  duty: pressDuty,
  changes: pressChanges,
};

/** Takes in what was pasted, where something is being written; it is never taken for keys. */
export function paste(state: DeskState, text: string): Pressed {
  const { prompt, open } = state;
  if (prompt?.type === 'write') {
    return only({ ...state, prompt: { ...prompt, field: insert(prompt.field, text.trim()) } });
  }
  if (state.screen !== 'form' || !open?.form || state.isHelp || prompt) return only(state);
  return typeInto(state, open.form, (field) => insert(field, text.trim()));
}

/** What a key does where a case and a fact-check stand side by side: it is used by `y` alone, once both are read. */
function pressAttach(state: DeskState, key: string): Pressed {
  if (key === 'y') return agree(state);
  if (LEAVING.has(key)) return only(backToCase(state));
  return scrollByKey(state, key) ?? only(noting(state, 'plain', state.words.ask.readFirst));
}

/** What is too unlike needs a reason, which is written at the foot. */
function agree(state: DeskState): Pressed {
  const { open } = state;
  if (!open?.compared) return only(state);
  const { factCheck, isUnlike, key: confirmed } = open.compared;
  if (isUnlike) return only(asking(state, 'attach-reason'));
  const event = { name: 'attach', id: factCheck.id, confirmed } as const;
  return { state, orders: [{ type: 'do', ticket: open.view.case.ticket, event }] };
}

/** Handles a key on the page of the duty: `a` acknowledges the alert that waits longest. */
function pressDuty(state: DeskState, key: string): Pressed {
  if (key !== 'a') return scrollByKey(state, key) ?? only({ ...state, screen: 'queue', scroll: 0 });
  const open = state.duty?.alarms.filter((alarm) => isUp(alarm) && !alarm.acknowledged) ?? [];
  const oldest = open.toSorted((a, b) => a.since - b.since)[0];
  if (!oldest || !may(state.role, 'acknowledge-alarm')) return only(state);
  return { state, orders: [{ type: 'acknowledge', alarm: oldest.id }] };
}

/** What a key does on the page of changes: `n` looks at the next one, `y` approves it, `u` takes it back. */
function pressChanges(state: DeskState, key: string): Pressed {
  const seen = state.changes[state.changeAt];
  switch (key) {
    case 'n': {
      const changeAt = (state.changeAt + 1) % Math.max(1, state.changes.length);
      return only({ ...state, changeAt, scroll: 0 });
    }
    case 'y':
    case 'u': {
      if (!seen) return only(state);
      if (!may(state.role, key === 'y' ? 'publish-second' : 'edit-fact-check')) {
        return only(noting(state, 'problem', state.words.problems.role));
      }
      const event = key === 'y' ? 'approve' : 'take-back';
      return { state, orders: [{ type: 'changes', decide: { id: seen.change.id, event } }] };
    }
    default:
      return scrollByKey(state, key) ?? only({ ...state, screen: 'queue', scroll: 0 });
  }
}

/** What a key does on the fact-checks that were found. */
function pressSearch(state: DeskState, key: string): Pressed {
  const { search } = state;
  const last = Math.max(0, search.found.length - 1);
  const to = (at: number) =>
    only({ ...state, search: { ...search, at: Math.min(last, Math.max(0, at)) } });
  if (key === 'j' || key === 'down') return to(search.at + 1);
  if (key === 'k' || key === 'up') return to(search.at - 1);
  if (key === 'f' || key === '/') return only(asking(state, 'search', search.text));
  const found = search.found[search.at];
  if (key === 'l' && found) return comparing(state, found.factCheck.id);
  return only(LEAVING.has(key) ? backToCase(state) : state);
}

const LEAVING = new Set(['escape', 'left', 'q']);

function backToCase(state: DeskState): DeskState {
  return { ...state, screen: state.open ? 'case' : 'queue', scroll: 0 };
}

function pressForm(state: DeskState, key: string): Pressed {
  const form = state.open?.form;
  const ticket = state.open?.view.case.ticket;
  const chosen = verdictByKey(key);
  if (!form || ticket === undefined) return only({ ...state, screen: 'case' });
  const press = KEYS[key === 'enter' && form.place === 'publish' ? 'ctrl-s' : key];
  if (press) return press({ ...state, scroll: 0 }, form, ticket);
  const { place } = form;
  if (chosen && place === 'verdict') return written(state, withVerdict(form, chosen));
  const isText = place !== 'verdict' && place !== 'publish' && !key.startsWith('page');
  if (!isText) return scrollByKey(state, key) ?? only(state);
  return typeInto({ ...state, scroll: 0 }, form, (field) => edit(field, key));
}

const onward = (state: DeskState, form: Form) => walk(state, form, 1);
const backward = (state: DeskState, form: Form) => walk(state, form, -1);

const KEYS: Readonly<Record<string, (state: DeskState, form: Form, ticket: string) => Pressed>> = {
  'ctrl-s': publish,
  escape: back,
  'ctrl-t': (state, form) => written(state, withNextTemplate(form)),
  'ctrl-r': (state, _, ticket) => ({ state, orders: [{ type: 'open', ticket }] }),
  enter: onward,
  tab: onward,
  down: onward,
  'shift-tab': backward,
  up: backward,
};

/** Changes the text that is being written. */
function typeInto(state: DeskState, form: Form, change: (field: Field) => Field | undefined) {
  const { place } = form;
  if (place === 'verdict' || place === 'publish') return only(state);
  const field = change(form[place]);
  if (!field) return only(state);
  const isChanged = field.text !== form[place].text;
  const next = { ...form, [place]: field };
  return isChanged ? written(state, next) : only(withForm(state, next));
}

function written(state: DeskState, form: Form): Pressed {
  return { state: withForm(state, { ...form, isDirty: true }), orders: [{ type: 'typed' }] };
}

function walk(state: DeskState, form: Form, step: number): Pressed {
  const at = (formFields.indexOf(form.place) + step + formFields.length) % formFields.length;
  return only(withForm(state, { ...form, place: formFields[at] ?? 'summary' }));
}

/** Back to the case; what was written is kept at once. */
function back(state: DeskState, form: Form, ticket: string): Pressed {
  const isHeld = state.open?.hold === 'held';
  const orders = form.isDirty && isHeld ? [{ type: 'save-draft' as const, ticket, form }] : [];
  return { state: { ...state, screen: 'case', scroll: 0 }, orders };
}

function publish(state: DeskState, form: Form, ticket: string): Pressed {
  if (state.open?.hold !== 'held') return only(noting(state, 'problem', state.words.problems.lost));
  const read = readForm(form, state.words);
  if ('decision' in read) {
    const event = { name: 'decide', ...read.decision } as const;
    return { state, orders: [{ type: 'do', ticket, event }] };
  }
  const shown = withForm(state, { ...form, place: read.place });
  return only(noting(shown, 'problem', read.problem));
}

/** What a key does while a question stands at the foot of the screen. */
function pressPrompt(before: DeskState, prompt: Prompt, key: string): Pressed {
  const state = { ...before, prompt: undefined };
  if (key === 'escape') return only(state);
  if (prompt.type === 'choose') {
    const chosen = prompt.choices.find((choice) => choice.key === key.toLowerCase());
    return { state: chosen ? state : before, orders: chosen ? [chosen.order] : [] };
  }
  if (key === 'enter') return answer(state, prompt);
  const field = edit(prompt.field, key);
  if (!field) return scrollByKey(before, key) ?? only(before);
  return only({ ...before, prompt: { ...prompt, field } });
}

function answer(state: DeskState, { asks, field }: Extract<Prompt, { type: 'write' }>): Pressed {
  const text = field.text.trim();
  if (asks === 'filter') return only(filteredBy(state, { text }));
  if (asks === 'save-filter') {
    return { state, orders: [{ type: 'save-filter', name: text, filter: state.filter }] };
  }
  if (asks === 'search') {
    if (text === '') return only(state);
    const search = { ...state.search, text, found: [], at: 0 };
    return { state: { ...state, screen: 'search', search }, orders: [{ type: 'search', text }] };
  }
  if (asks === 'open') {
    const wanted = readTicket(text);
    if (wanted !== undefined) return { state, orders: [{ type: 'open', ticket: wanted }] };
    return only(noting(state, 'problem', state.words.problems.noTicket));
  }
  const event = toAction(state, asks, text);
  if (typeof event === 'string') return only(noting(state, 'problem', event));
  return { state, orders: [orderTo(state, event)] };
}

/** What was asked for, or why it cannot be. */
function toAction(
  { open, words }: DeskState,
  asks: Exclude<Asked, 'filter' | 'save-filter' | 'open' | 'search'>,
  text: string,
): CaseActionInput | string {
  const { problems } = words;
  switch (asks) {
    case 'tags':
      return { name: 'tags', tags: text };
    case 'assign':
      return { name: 'assign', to: text === '' ? undefined : text };
    case 'merge': {
      const near = /^[1-9]$/.test(text) ? open?.view.similar[Number(text) - 1] : undefined;
      const into = near ? near.case.ticket : readTicket(text);
      return into === undefined ? problems.noCase : { name: 'merge', into };
    }
    case 'split': {
      const tip = open?.view.tips[Number(text) - 1];
      return tip ? { name: 'split', tip: tip.id } : problems.noTip;
    }
    case 'attach-reason': {
      const compared = open?.compared;
      if (text === '' || !compared) return problems.noText;
      const { factCheck, key } = compared;
      return { name: 'attach', id: factCheck.id, confirmed: key, reason: text };
    }
    case 'wordings':
      return readNumbers(text, open?.view.wordings ?? []) ?? problems.noWording;
    case 'hand-over':
      return text === '' ? problems.noName : { name: 'hand-over', to: text };
    case 'note':
    case 'ask':
    case 'send-back': {
      const said = { note: text, question: text, why: text };
      return text === '' ? problems.noText : { name: asks, ...said };
    }
  }
}

/** Which wordings are taken and left, as in `2 5 -1`; undefined where there is no such number. */
export function readNumbers(
  text: string,
  wordings: readonly NewWording[],
): CaseActionInput | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0 || !words.every((word) => /^-?\d{1,3}$/.test(word))) return undefined;
  const keys = words.map((word) => wordings[Math.abs(Number(word)) - 1]?.key);
  if (keys.includes(undefined)) return undefined;
  const said = (isLeft: boolean) =>
    keys.flatMap((key, at) =>
      key !== undefined && words[at]?.startsWith('-') === isLeft ? key : [],
    );
  return { name: 'wordings', take: said(false), leave: said(true) };
}
