import type { Request } from 'express';
import { type Topic, topics } from '../../../domain/cases/topic-words.ts';
import { provinceNames } from '../../../domain/text/province.ts';
import {
  type Changeable,
  isNumeric,
  type SettingName,
  settingNames,
} from '../../../services/settings/changeable.ts';
import type { Setting } from '../../../services/settings/settings.ts';
import { type Html, html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { fieldOf, fieldsOf } from '../read-form.ts';

/** A setting as it stands in a form: words, marks or rows, good or not. */
export interface RawSetting {
  text: string;
  chosen: readonly string[];
  rows: readonly RawElection[];
}

interface RawElection {
  day: string;
  name: string;
  region: string;
}

const EMPTY: RawSetting = { text: '', chosen: [], rows: [] };
const SPARE_ROWS = 2;
/** Settings that are a time of day. */
const HOURS: readonly SettingName[] = ['digest-hour', 'quiet-from', 'quiet-until'];
const MOST_ROWS = 40;

/** The setting that a form is about. */
export function settingIn({ params }: Pick<Request, 'params'>): SettingName | undefined {
  return settingNames.find((name) => name === params.name);
}

/** How a setting stands in its form before anybody types. */
export function rawOf({ value }: Setting): RawSetting {
  if (!Array.isArray(value)) return { ...EMPTY, text: String(value) };
  const rows = value.flatMap((each) =>
    typeof each === 'string' ? [] : { ...each, region: each.region ?? '' },
  );
  return { ...EMPTY, rows, chosen: value.filter((each) => typeof each === 'string') };
}

/** What was typed into the form of a setting. */
export function typedSetting(request: Request): RawSetting {
  const [names, regions] = [fieldsOf(request, 'election'), fieldsOf(request, 'region')];
  const rows = fieldsOf(request, 'day')
    .slice(0, MOST_ROWS)
    .map((day, at) => ({
      day: day.slice(0, 20),
      name: (names[at] ?? '').trim().slice(0, 200),
      region: (regions[at] ?? '').slice(0, 60),
    }))
    .filter(({ day, name }) => day !== '' || name !== '');
  const text = fieldOf(request, 'value').slice(0, 4000);
  return { text, chosen: fieldsOf(request, 'topic'), rows };
}

/** The value that a form amounts to; whether it is a good one the setting itself says. */
export function readRaw(name: SettingName, { text, chosen, rows }: RawSetting): unknown {
  if (isNumeric(name)) return text.trim() === '' ? text : Number(text.replace(',', '.'));
  switch (name) {
    case 'second-person':
      return chosen;
    case 'organisations':
      return text
        .split(/[,\n]/)
        .map((each) => each.trim())
        .filter((each) => each !== '');
    case 'elections':
      return rows.map(({ region, ...row }) => ({ ...row, ...(region && { region }) }));
    case 'post':
    case 'number':
      return text;
  }
}

/** The fields in which a setting is changed. */
export function settingField(visit: KnownVisit, name: SettingName, raw: RawSetting): Html {
  const { words } = visit;
  const say = words.settings;
  if (name === 'second-person') {
    return html`<fieldset aria-describedby="what-${name}"><legend class="unseen">${say.name[name]}</legend><div class="marks">${topics.map(
      (topic) =>
        html`<label class="option"><input type="checkbox" name="topic" value="${topic}"${raw.chosen.includes(topic) && html` checked`}> ${words.topic[topic]}</label>`,
    )}</div></fieldset>`;
  }
  if (name === 'elections') {
    const spare = Array.from({ length: SPARE_ROWS }, () => ({ day: '', name: '', region: '' }));
    return html`${[...raw.rows, ...spare].map((row, at) => electionRow(visit, row, at))}`;
  }
  if (name === 'organisations') {
    return html`<label for="value-${name}" class="unseen">${say.name[name]}</label>
<textarea id="value-${name}" name="value" rows="4" maxlength="4000" aria-describedby="what-${name}">
${raw.text || raw.chosen.join('\n')}</textarea>`;
  }
  return html`<label for="value-${name}" class="unseen">${say.name[name]}</label>
<input id="value-${name}" name="value" value="${raw.text}" aria-describedby="what-${name}" maxlength="60"${isNumeric(name) && html` inputmode="decimal" class="brief"`}${name === 'number' && html` inputmode="tel"`}${name !== 'number' && html` required`} autocomplete="off">`;
}

function electionRow({ words }: KnownVisit, row: RawElection, at: number): Html {
  const say = words.settings;
  return html`<fieldset class="election"><legend class="unseen">${say.row(at + 1)}</legend>
<label>${say.day}<input type="date" name="day" value="${row.day}"></label>
<label class="grow">${say.election}<input name="election" value="${row.name}" maxlength="80"></label>
<label>${say.region}<select name="region"><option value="">${say.country}</option>${provinceNames.map(
    (province) =>
      html`<option value="${province}"${province === row.region && html` selected`}>${province}</option>`,
  )}</select></label></fieldset>`;
}

/** A value in the words of the desk. */
export function sayValue(
  { words }: Pick<KnownVisit, 'words'>,
  name: SettingName,
  value: Changeable[SettingName],
): string {
  const say = words.settings;
  if (name === 'service-hours') return say.hours(Number(value));
  if (name === 'undo-seconds') return say.seconds(Number(value));
  if (HOURS.includes(name)) return say.clock(String(value).padStart(2, '0'));
  if (!Array.isArray(value)) return String(value) || say.nothing;
  const parts = value.map((each) =>
    typeof each === 'string'
      ? name === 'second-person'
        ? words.topic[each as Topic]
        : each
      : [each.day, each.name, each.region].filter(Boolean).join(' '),
  );
  return parts.join(', ') || say.nothing;
}
