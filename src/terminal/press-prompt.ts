import { readTicket } from '../domain/cases/case.ts';
import type { CaseActionInput } from '../services/cases/case-actions.ts';
import type { NewWording } from '../services/fact-checks/new-wordings.ts';
import type { Asked, DeskState, Pressed, Prompt } from './desk-state.ts';
import { noting, only, orderTo } from './desk-state.ts';
import { edit } from './edit-text.ts';
import { filteredBy } from './press-filter.ts';

/** What a key does while a question stands at the foot of the screen. */
export function pressPrompt(before: DeskState, prompt: Prompt, key: string): Pressed {
  const state = { ...before, prompt: undefined };
  if (key === 'escape') return only(state);
  if (prompt.type === 'choose') {
    const chosen = prompt.choices.find((choice) => choice.key === key.toLowerCase());
    return { state: chosen ? state : before, orders: chosen ? [chosen.order] : [] };
  }
  if (key === 'enter') return answer(state, prompt);
  const field = edit(prompt.field, key);
  return { state: field ? { ...before, prompt: { ...prompt, field } } : before, orders: [] };
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
