import type { Request } from 'express';
import { type Topic, topics } from '../../../domain/cases/topic-words.ts';
import { provinceNames } from '../../../domain/text/province.ts';
import { changeSetting } from '../../../services/settings/change-setting.ts';
import {
  type Changeable,
  isNumeric,
  type SettingName,
  settingNames,
  variableOf,
} from '../../../services/settings/changeable.ts';
import type { Setting } from '../../../services/settings/settings.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import { fieldOf, fieldsOf, type KnownVisit, type Machine } from '../desk.ts';
import { formField, optionsOf, send, sendMissing } from '../layout.ts';

/** What was typed and cannot be taken as it is. */
interface Mistyped {
  name: Setting['name'];
  raw: RawSetting;
  alert: string;
}

/** What can be changed while Posko runs, then all else as it stands. */
export async function sendSettings(visit: KnownVisit, mistyped?: Mistyped): Promise<void> {
  const { desk, words } = visit;
  const say = words.settings;
  const checks = await desk.machine.diagnose();
  const body = html`<h1>${say.title}</h1><p class="hint">${say.hint}</p>
${desk.deps.settingsRepository.all().map((setting) => card(visit, setting, mistyped))}
${checks.length > 0 && healthPart(visit, checks)}
${desk.machine.variables.length > 0 && variablesPart(visit)}`;
  const alert = mistyped?.alert;
  send(visit, { title: say.title, body, alert, place: 'settings' });
}

function card(visit: KnownVisit, setting: Setting, mistyped: Mistyped | undefined): Html {
  const say = visit.words.settings;
  const { name, version, isSetHere, fallback } = setting;
  const raw = mistyped?.name === name ? mistyped.raw : rawOf(setting);
  return html`<section class="card setting" id="${name}"><div class="head"><h2>${say.name[name]}</h2><p class="soft">${originOf(visit, setting)}</p></div>
<p class="hint" id="what-${name}">${say.what[name]}</p>
<form action="/review/settings/${name}" method="post" data-kept-together="${say.saveAll('{n}')}">${formField(visit)}<input type="hidden" name="version" value="${version}">
${settingField(visit, name, raw)}
<div class="actions"><button class="primary no-js">${say.save}<span class="unseen">: ${say.name[name]}</span></button>
${isSetHere && html`<button formaction="/review/settings/${name}/reset" formnovalidate>${say.reset}<span class="unseen">: ${say.name[name]}</span></button><span class="soft">${say.fallback(sayValue(visit, name, fallback))}</span>`}</div></form></section>`;
}

/** Returns the origin of a value: the environment, or Posko's default. */
function originOf({ desk, words, language }: KnownVisit, { name, changed, isSetHere }: Setting) {
  const { from } = words.settings;
  const last = changed && ([changed.by, showTime(changed.at, language)] as const);
  if (isSetHere && last) return from.here(...last);
  const variable = variableOf[name];
  const isSet = desk.machine.variables.some((each) => each.name === variable && each.isSet);
  const origin = isSet ? from.environment(variable) : from.program;
  return last ? `${origin}, ${from.given(...last)}` : origin;
}

function healthPart({ words }: KnownVisit, checks: Awaited<ReturnType<Machine['diagnose']>>): Html {
  const say = words.settings;
  return html`<section class="card"><h2>${say.health}</h2><p class="hint">${say.healthHint}</p><dl class="facts">${checks.map(
    ({ name, state, detail }) =>
      html`<div><dt>${name} <span class="badge${state !== 'ok' && html` out`}">${say.state[state]}</span></dt><dd lang="en">${detail}</dd></div>`,
  )}</dl></section>`;
}

function variablesPart({ desk, words }: KnownVisit): Html {
  const say = words.settings;
  return html`<section class="card"><details><summary>${say.rest}</summary><p class="hint">${say.restHint}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${say.rest}"><table class="plain-words">
<thead><tr><th>${say.variable}</th><th>${say.value}</th><th>${say.origin}</th></tr></thead>
<tbody>${desk.machine.variables.map(
    ({ name, isSet, value }) =>
      html`<tr><th scope="row"><code>${name}</code></th><td>${value ?? (isSet ? say.secret : say.unset)}</td><td>${isSet ? say.isSet : say.isDefault}</td></tr>`,
  )}</tbody></table></div></details></section>`;
}

/** Saves what was typed into the form of one setting; nothing typed gives it back to the environment. */
export async function takeSetting(visit: KnownVisit, raw?: RawSetting): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const say = words.settings;
  const name = settingNames.find((each) => each === request.params.name);
  if (!name) return sendMissing(visit);
  const version = Number.parseInt(fieldOf(request, 'version'), 10);
  const seen = { by: reviewer.name, version: Number.isSafeInteger(version) ? version : -1 };
  const value = raw && readRaw(name, raw);
  const changed = await changeSetting(desk.deps, { name, value, ...seen });
  if (changed.type === 'bad-value') {
    const shown = raw ?? rawOf(desk.deps.settingsRepository.get(name));
    return sendSettings(visit, { name, raw: shown, alert: say.wrong[name] });
  }
  if (changed.type === 'stale') {
    return sendSettings(visit, { name, raw: raw ?? rawOf(changed.setting), alert: say.stale });
  }
  response.redirect(303, `/review/settings?done=${changed.type === 'same' ? 'same' : 'saved'}`);
}

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

/** How a setting stands in its form before anybody types. */
export function rawOf({ value }: Setting): RawSetting {
  if (!Array.isArray(value)) return { ...EMPTY, text: String(value) };
  const rows = value.flatMap((each) =>
    typeof each === 'string' ? [] : { ...each, region: each.region ?? '' },
  );
  return { ...EMPTY, rows, chosen: value.filter((each) => typeof each === 'string') };
}

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
    case 'exercise':
      return text;
  }
}

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
<input id="value-${name}" name="value" value="${raw.text}" aria-describedby="what-${name}" maxlength="60"${isNumeric(name) && html` inputmode="decimal" class="brief"`}${name === 'number' && html` inputmode="tel"`}${!['number', 'exercise'].includes(name) && html` required`} autocomplete="off">`;
}

function electionRow({ words }: KnownVisit, row: RawElection, at: number): Html {
  const say = words.settings;
  return html`<fieldset class="election"><legend class="unseen">${say.row(at + 1)}</legend>
<label>${say.day}<input type="date" name="day" value="${row.day}"></label>
<label class="grow">${say.election}<input name="election" value="${row.name}" maxlength="80"></label>
<label>${say.region}<select name="region"><option value="">${say.country}</option>${optionsOf(provinceNames, row.region)}</select></label></fieldset>`;
}

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
