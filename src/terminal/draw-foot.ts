import { alertWords } from '../services/duty/alert-text.ts';
import type { DeskState, Notice, Prompt } from './desk-state.ts';
import { drawField } from './draw-field.ts';
import { type Line, line, paragraph, type Style } from './line.ts';
import { verdictKeys } from './text.ts';

const TONES: Readonly<Record<Notice['tone'], Style>> = {
  good: { color: 'green' },
  problem: { color: 'red', bold: true },
  plain: { color: 'cyan' },
};
const SIGNS = { good: '✓ ', problem: '! ', plain: '  ' };

/** Draws the foot of the screen: what can be undone, the last message, the prompt, and the keys. */
export function drawFoot(state: DeskState, columns: number): Line[] {
  const { notice, prompt } = state;
  const said = notice
    ? paragraph(`${SIGNS[notice.tone]}${notice.text}`, columns, { style: TONES[notice.tone] })
    : [];
  const asked = prompt
    ? drawPrompt(prompt, state.words.ask.cancel, columns)
    : paragraph(hintOf(state), columns, { style: { dim: true } });
  return [...drawAlarms(state), ...drawUndo(state), ...said, ...asked];
}

function drawAlarms({ alarms, screen, words }: DeskState): Line[] {
  if (alarms.length === 0 || screen === 'duty') return [];
  const names = alarms.map(({ kind }) => alertWords[words.language].kind[kind]);
  const text = `! ${words.desk.alarms.open(alarms.length)}: ${names.join(', ')}`;
  return [line(text, { color: 'red', bold: true })];
}

function drawUndo({ undo, now, words }: DeskState): Line[] {
  const latest = undo.findLast(({ until }) => until > now);
  if (!latest) return [];
  const seconds = Math.ceil((latest.until - now) / 1000);
  return [line(words.undo(latest.ticket, seconds), { color: 'yellow', bold: true })];
}

function drawPrompt(prompt: Prompt, cancel: string, columns: number): Line[] {
  if (prompt.type === 'write') {
    const label = `${prompt.label}: `;
    return drawField(prompt.field, { label, columns, isHere: true }).slice(-3);
  }
  const choices = prompt.choices.map(({ key, label }) => `[${key}] ${label}`).join('  ');
  const text = `${prompt.label} ${choices}  [Esc] ${cancel}`;
  return paragraph(text, columns, { style: { bold: true } });
}

function hintOf({ screen, open, isHelp, marked, words }: DeskState): string {
  const { hints } = words.keys;
  const isHeld = open?.hold === 'held';
  if (isHelp) return hints.help;
  if (screen === 'queue' && marked.length > 0) return hints.marked(marked.length);
  if (screen === 'case' && isHeld) return hints.held(verdictKeys);
  if (screen === 'form' && !isHeld) return hints.lostForm;
  if (screen === 'attach' && open?.compared?.isUnlike) return hints.unlike;
  return screen === 'search' && open ? hints.searchForCase : hints[screen];
}
