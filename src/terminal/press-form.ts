import { type DeskState, noting, only, type Pressed, withForm } from './desk-state.ts';
import { edit, type Field } from './edit-text.ts';
import {
  type Form,
  formFields,
  readForm,
  verdictByKey,
  withNextTemplate,
  withVerdict,
} from './verdict-form.ts';

/** What a key does on the form of a verdict. */
export function pressForm(state: DeskState, key: string): Pressed {
  const form = state.open?.form;
  const ticket = state.open?.view.case.ticket;
  const chosen = verdictByKey(key);
  if (!form || ticket === undefined) return only({ ...state, screen: 'case' });
  const press = KEYS[key === 'enter' && form.place === 'publish' ? 'ctrl-s' : key];
  if (press) return press(state, form, ticket);
  return chosen && form.place === 'verdict'
    ? written(state, withVerdict(form, chosen))
    : typeInto(state, form, (field) => edit(field, key));
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
export function typeInto(
  state: DeskState,
  form: Form,
  change: (field: Field) => Field | undefined,
): Pressed {
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
