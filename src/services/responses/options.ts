import type { BotContent } from '../../domain/content/bot-content.ts';
import { intentInput } from '../../domain/content/intent-input.ts';
import type { Frame, ListItem } from '../../engine/conversation.ts';
import type { Input } from '../../engine/effect.ts';
import type { Flows, State } from '../../engine/flow.ts';
import type { Option } from '../../i18n/choose.ts';
import type { Locales } from '../../i18n/locale.ts';
import { label, namesOf } from '../../i18n/say.ts';

/** One answer to a question: what it does, its label, and every way to name it. */
export interface QuestionOption extends Option {
  id: string;
  label: string;
  input: Input;
}

/** Choices that say no to a question, whatever it asks. */
const REFUSALS: ReadonlySet<string> = new Set(['no', 'keep', 'not-this']);

/** The answers to the question a frame stands in, in the order they are shown: rows, then choices. */
export function optionsOf(
  { flows, locales }: BotContent,
  language: string,
  { frame, state }: { frame: Frame; state: State },
): QuestionOption[] {
  if (state.type !== 'ask' && state.type !== 'offer') return [];
  const place = `${frame.flow}/${frame.state}`;
  const { exact = [], wants = undefined } = state.type === 'ask' ? state : {};
  const rows = rowsOf(locales, frame, state.list?.name).map(
    ({ called = [], ...row }): QuestionOption => ({
      id: `${place}/pick:${row.id}`,
      label: row.label,
      names: [row.label, ...called],
      input: meantBy(flows, row.id, frame) ?? { type: 'picked', id: row.id },
    }),
  );
  const choices = Object.keys(state.choices).map(
    (choice): QuestionOption => ({
      id: `${place}/choose:${choice}`,
      label: label(locales, language, choice),
      names: namesOf(locales, language, choice),
      input: { type: 'choice', choice },
      isExact: exact.includes(choice),
      isRefusal: REFUSALS.has(choice),
      isUnnumbered: wants === 'number',
    }),
  );
  return [...rows, ...choices];
}

/** A row may stand for what the citizen perhaps meant; then it leads where that would have led. */
function meantBy(flows: Flows, row: string, { values }: Frame): Input | undefined {
  const intent = /^intent:(.+)$/.exec(row)?.[1];
  return intent === undefined ? undefined : intentInput(flows, intent, String(values.query ?? ''));
}

/** The rows that an action stored; those of the languages are what there is in `locales`. */
function rowsOf(
  locales: Locales,
  frame: Frame,
  list: string | undefined,
): readonly (ListItem & { called?: readonly string[] })[] {
  if (list === 'languages') {
    return [...locales.values()]
      .map(({ language, name, called }) => ({ id: language, label: name, called }))
      .toSorted((a, b) => (a.label < b.label ? -1 : 1));
  }
  const rows = list === undefined ? undefined : frame.values[list];
  return Array.isArray(rows) ? rows : [];
}
