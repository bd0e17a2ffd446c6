import type { DeskState, Pressed } from './desk-state.ts';
import { insert } from './edit-text.ts';
import { quit } from './leave-desk.ts';
import { pressAttach } from './press-attach.ts';
import { pressCase } from './press-case.ts';
import { pressChanges } from './press-changes.ts';
import { pressDuty } from './press-duty.ts';
import { pressForm, typeInto } from './press-form.ts';
import { pressPrompt } from './press-prompt.ts';
import { pressQueue } from './press-queue.ts';
import { pressSearch } from './press-search.ts';

/** What a key does: printable signs are themselves, others have names such as `enter` or `ctrl-s`. */
export function pressKey(before: DeskState, key: string): Pressed {
  const state = { ...before, notice: undefined };
  if (key === 'ctrl-c') return quit(state);
  if (state.isHelp) return pressHelp(state, key);
  if (state.prompt) return pressPrompt(state, state.prompt, key);
  if (key === '?' && state.screen !== 'form') return only({ ...state, isHelp: true, scroll: 0 });
  switch (state.screen) {
    case 'queue':
      return pressQueue(state, key);
    case 'case':
      return pressCase(state, key);
    case 'form':
      return pressForm(state, key);
    case 'attach':
      return pressAttach(state, key);
    case 'search':
      return pressSearch(state, key);
    case 'figures':
      return only({ ...state, screen: 'queue' });
    case 'duty':
      return pressDuty(state, key);
    case 'changes':
      return pressChanges(state, key);
  }
}

/** Takes in what was pasted, where something is being written; it is never taken for keys. */
export function paste(state: DeskState, text: string): Pressed {
  const { prompt, open } = state;
  if (prompt?.type === 'write') {
    return only({ ...state, prompt: { ...prompt, field: insert(prompt.field, text.trim()) } });
  }
  if (state.screen !== 'form' || !open?.form || state.isHelp || prompt) return only(state);
  return typeInto(state, open.form, (field) => insert(field, text.trim()));
}

function pressHelp(state: DeskState, key: string): Pressed {
  if (key === 'j' || key === 'down') return only({ ...state, scroll: state.scroll + 1 });
  if (key === 'k' || key === 'up') return only({ ...state, scroll: Math.max(0, state.scroll - 1) });
  return only({ ...state, isHelp: false, scroll: 0 });
}

function only(state: DeskState): Pressed {
  return { state, orders: [] };
}
