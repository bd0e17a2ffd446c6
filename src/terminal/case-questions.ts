import { closings } from '../domain/cases/case.ts';
import { threatLabels } from '../domain/cases/threats.ts';
import { HOUR } from '../domain/time/jakarta-day.ts';
import type { CaseActionInput } from '../services/cases/case-actions.ts';
import { type Asked, asking, type DeskState, orderTo } from './desk-state.ts';
import questions from './questions.json' with { type: 'json' };

/** Asks at the foot of the screen what an action needs to know; for the open case, or for all that are marked. */
export function askFor(state: DeskState, key: string): DeskState {
  const { ask, desk } = state.words;
  const ways = closings.map((closing) => ({
    label: desk.case.closings[closing],
    event: { name: 'close', closing } as const,
  }));
  const threats = threatLabels.map((threat) => ({
    label: desk.threat[threat],
    event: { name: 'threat', threat } as const,
  }));
  if (key === 'x') return choosing(state, ask.close, ways);
  if (key === 'z') return choosing(state, ask.snooze, snoozes(state));
  if (key === 'd') return choosing(state, ask.threat, threats);
  const asks = QUESTIONS.get(key);
  if (!asks) return state;
  const tags = state.open?.view.case.tags?.join(', ') ?? '';
  const search = asks === 'search' ? { ...state.search, from: 'case' as const } : state.search;
  return asking({ ...state, search }, asks, asks === 'tags' ? tags : '');
}

interface Offer {
  label: string;
  event: CaseActionInput;
}

function choosing(state: DeskState, label: string, offers: readonly Offer[]): DeskState {
  const choices = offers.map(({ event, ...offer }, at) => {
    return { ...offer, key: String(at + 1), order: orderTo(state, event) };
  });
  return { ...state, prompt: { type: 'choose', label, choices } };
}

const QUESTIONS = new Map(Object.entries(questions as Readonly<Record<string, Asked>>));

const JAKARTA_MS = 7 * HOUR;

function snoozes({ now, words }: DeskState): Offer[] {
  const say = words.ask.snoozes;
  const midnight = now - ((now + JAKARTA_MS) % (24 * HOUR));
  const untils = [
    [say.hour, now + HOUR],
    [say.hours, now + 4 * HOUR],
    [say.morning, midnight + 32 * HOUR],
    [say.days, now + 72 * HOUR],
  ] as const;
  return untils.map(([label, until]) => ({ label, event: { name: 'snooze', until } }));
}
