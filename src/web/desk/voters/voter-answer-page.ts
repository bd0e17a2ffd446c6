import type { Request } from 'express';
import { provinceNames } from '../../../domain/text/province.ts';
import {
  electionKinds,
  MAX_ANSWER,
  MAX_TITLE,
  type VoterEntry,
} from '../../../domain/voters/voter-answer.ts';
import { defaultLanguage, type StaffLanguage, staffLanguages } from '../../../i18n/languages.ts';
import type { KnownEntry } from '../../../services/voters/voter-answers.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldOf, type KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';

/** The form of an answer for voters: a new one, or one that there is. */
export function sendAnswerForm(
  visit: KnownVisit,
  { typed, known, alert }: { typed: TypedAnswer; known?: KnownEntry | undefined; alert?: Part },
): void {
  const { words } = visit;
  const say = words.voters;
  const title = known ? typed.titleId : say.form.new;
  const action = known ? `/review/voter-answers/${known.entry.id}` : '/review/new-voter-answer';
  const body = html`<p class="crumb"><a id="back" href="/review/voter-answers">${say.title}</a></p>
<h1>${title}</h1>${known?.retired && html`<p><span class="badge">${say.retired}</span></p>`}
<form class="card" action="${action}" method="post">${formField(visit)}<input type="hidden" name="revision" value="${known?.revision ?? 0}">
${known ? html`<input type="hidden" name="id" value="${known.entry.id}">` : line(say.form.id, 'id', typed.id, { most: 60, required: true })}
${line(say.form.topic, 'topic', typed.topic, { most: 60, required: true, hint: say.form.topicHint })}
${wordsPart(visit, typed)}${conditionsPart(visit, typed)}${sourcePart(visit, typed)}
<div class="actions"><button class="primary">${say.form.save}</button>
${known && !known.retired && html`<button class="danger" formaction="${action}/retire" formnovalidate>${say.form.retire}</button><span class="soft">${say.form.retireHint}</span>`}</div></form>`;
  send(visit, { title, body, alert, place: 'voters' });
}

function wordsPart({ words }: KnownVisit, typed: TypedAnswer): Html {
  const say = words.voters.form;
  const titles = staffLanguages.map((lang) => {
    const name = fieldIn('title', lang);
    const rules = { most: MAX_TITLE, required: lang === defaultLanguage, lang };
    return html`${line(say[name], name, typed[name], rules)}\n`;
  });
  const answers = staffLanguages.map((lang) => {
    const name = fieldIn('answer', lang);
    return html`<label for="${name}">${say[name]}</label><textarea id="${name}" name="${name}" rows="6"${lang === defaultLanguage && html` required`} maxlength="${MAX_ANSWER}" lang="${lang}">
${typed[name]}</textarea>\n`;
  });
  return html`${titles}<label for="questions">${say.questions}</label><p class="hint" id="questions-hint">${say.questionsHint}</p>
<textarea id="questions" name="questions" rows="10" required maxlength="12000" lang="id" aria-describedby="questions-hint">
${typed.questions}</textarea>
${answers}<label class="option"><input type="checkbox" name="calendar" value="yes"${typed.calendar !== '' && html` checked`}> ${say.calendar}</label>`;
}

function conditionsPart({ words }: KnownVisit, typed: TypedAnswer): Html {
  const say = words.voters;
  const elections = electionKinds.map((kind) => [kind, say.election[kind]] as const);
  const provinces = provinceNames.map((name) => [name, name] as const);
  const registered = (['yes', 'no'] as const).map((each) => [each, say.registered[each]] as const);
  return html`${choice(say.form.election, 'election', typed.election, [['', say.form.any], ...elections])}
${choice(say.form.region, 'region', typed.region, [['', say.form.any], ...provinces])}
${choice(say.form.registered, 'registered', typed.registered, [['', say.form.any], ...registered])}
${line(say.form.validFrom, 'validFrom', typed.validFrom, DAY)}${line(say.form.validUntil, 'validUntil', typed.validUntil, DAY)}`;
}

function sourcePart({ words, desk }: KnownVisit, typed: TypedAnswer): Html {
  const say = words.voters.form;
  const contacts = [...desk.deps.script.contacts].map(([key, { name }]) => [key, name] as const);
  return html`${line(say.sourceName, 'sourceName', typed.sourceName, { most: 120, required: true })}
${line(say.sourceUrl, 'sourceUrl', typed.sourceUrl, { most: 2000 })}
${choice(say.contact, 'contact', typed.contact, [['', say.none], ...contacts])}
${line(say.verified, 'verified', typed.verified, { ...DAY, hint: say.verifiedHint })}`;
}

const DAY = { most: 10, type: 'date' } as const;

interface LineRules {
  most: number;
  type?: 'date';
  required?: boolean;
  hint?: string;
  lang?: string;
}

function line(label: string, name: string, value: string, rules: LineRules): Html {
  const { most, type = 'text', required, hint, lang } = rules;
  return html`<label for="${name}">${label}</label>${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
<input id="${name}" name="${name}" type="${type}" value="${value}" maxlength="${most}"${required && html` required`}${lang && html` lang="${lang}"`}${hint && html` aria-describedby="${name}-hint"`}>`;
}

function choice(
  label: string,
  name: string,
  value: string,
  options: readonly (readonly [string, string])[],
): Html {
  return html`<label for="${name}">${label}</label><select id="${name}" name="${name}">${options.map(
    ([each, shown]) =>
      html`<option value="${each}"${each === value && html` selected`}>${shown}</option>`,
  )}</select>`;
}

/** An answer for voters as it stands in its form: text throughout. */
export type TypedAnswer = Readonly<Record<Name, string>>;

type Name = (typeof PLAIN)[number] | ReturnType<typeof fieldIn>;

const PLAIN = [
  ...(['id', 'topic', 'election', 'region', 'registered', 'contact', 'validFrom'] as const),
  ...(['validUntil', 'verified', 'questions', 'calendar', 'sourceName', 'sourceUrl'] as const),
];

const NAMES: readonly Name[] = [
  ...PLAIN,
  ...staffLanguages.flatMap((each) => [fieldIn('title', each), fieldIn('answer', each)]),
];

/** The field of a text in a language, such as `titleEn`. */
function fieldIn(part: 'title' | 'answer', language: StaffLanguage) {
  const ending = `${language.charAt(0).toUpperCase()}${language.slice(1)}`;
  return `${part}${ending as Capitalize<StaffLanguage>}` as const; // it is that by the line above
}

/** Where a field stands in an entry: `titleEn` is `en` of its `title`. */
function pathOf(name: Name): [part: string, within?: string] {
  const [, part, within] = /^(title|answer|source)([A-Z]\w*)$/.exec(name) ?? [];
  return part && within ? [part, within.toLowerCase()] : [name];
}

/** What was typed; nothing in each field where nothing was. */
export function typedAnswerIn(request: Pick<Request, 'body'>): TypedAnswer {
  return typeEach((name) => fieldOf(request, name).trim());
}

/** An entry as its form shows it. */
export function typeAnswer(entry: VoterEntry): TypedAnswer {
  const values = new Map<string, unknown>(Object.entries(entry));
  return typeEach((name) => {
    const [part, within] = pathOf(name);
    const whole = values.get(part);
    const value = within ? new Map(Object.entries(whole ?? {})).get(within) : whole;
    if (name === 'calendar') return value === true ? 'yes' : '';
    return Array.isArray(value) ? value.join('\n') : String(value ?? '');
  });
}

function typeEach(write: (name: Name) => string): TypedAnswer {
  const typed = NAMES.map((name) => [name, write(name)]);
  return Object.fromEntries(typed) as TypedAnswer; // every name was given a text
}

/** The entry that was typed, to be read as any that comes from outside; an empty field is none. */
export function toEntry(typed: TypedAnswer): unknown {
  const entry: Record<string, unknown> = {};
  for (const name of NAMES.filter((each) => typed[each] !== '')) {
    const [part, within] = pathOf(name);
    const whole = entry[part];
    entry[part] = within ? Object.assign(whole ?? {}, { [within]: typed[name] }) : typed[name];
  }
  const questions = typed.questions.split('\n').map((text) => text.trim());
  const isOn = typed.calendar === 'yes';
  return { ...entry, questions: questions.filter((text) => text !== ''), calendar: isOn };
}

/** The field of the form in which a part of an entry is typed; the first of a whole that is missing. */
export function fieldOfPart(part: string): Name | undefined {
  const isExact = (name: Name) => pathOf(name).join('.') === part;
  return NAMES.find(isExact) ?? NAMES.find((name) => pathOf(name)[0] === part.split('.')[0]);
}
