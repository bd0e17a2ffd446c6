import { changeSetting } from '../../../services/settings/change-setting.ts';
import { variableOf } from '../../../services/settings/changeable.ts';
import type { Setting } from '../../../services/settings/settings.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import type { KnownVisit, Machine } from '../desk.ts';
import { formField, send, sendMissing } from '../layout.ts';
import { fieldOf } from '../read-form.ts';
import {
  type RawSetting,
  rawOf,
  readRaw,
  sayValue,
  settingField,
  settingIn,
  typedSetting,
} from './setting-fields.ts';

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
  send(visit, { title: say.title, body, alert, status: alert ? 400 : 200, place: 'settings' });
}

function card(visit: KnownVisit, setting: Setting, mistyped: Mistyped | undefined): Html {
  const say = visit.words.settings;
  const { name, version, isSetHere, fallback } = setting;
  const raw = mistyped?.name === name ? mistyped.raw : rawOf(setting);
  return html`<section class="card setting" id="${name}"><div class="head"><h2>${say.name[name]}</h2><p class="soft">${originOf(visit, setting)}</p></div>
<p class="hint" id="what-${name}">${say.what[name]}</p>
<form action="/review/settings/${name}" method="post">${formField(visit)}<input type="hidden" name="version" value="${version}">
${settingField(visit, name, raw)}
<div class="actions"><button class="primary">${say.save}<span class="unseen">: ${say.name[name]}</span></button>
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

/** Saves what was typed into the form of one setting. */
export async function takeSetting(visit: KnownVisit): Promise<void> {
  await change(visit, typedSetting(visit.request));
}

/** Gives one setting back to the environment. */
export async function resetSetting(visit: KnownVisit): Promise<void> {
  await change(visit);
}

async function change(visit: KnownVisit, raw?: RawSetting): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const say = words.settings;
  const name = settingIn(request);
  if (!name) return sendMissing(visit);
  const version = Number.parseInt(fieldOf(request, 'version'), 10);
  const changed = await changeSetting(desk.deps, {
    name,
    value: raw && readRaw(name, raw),
    by: reviewer.name,
    version: Number.isSafeInteger(version) ? version : -1,
  });
  if (changed.type === 'bad-value') {
    const shown = raw ?? rawOf(desk.deps.settingsRepository.get(name));
    return sendSettings(visit, { name, raw: shown, alert: say.wrong[name] });
  }
  if (changed.type === 'stale') {
    return sendSettings(visit, { name, raw: raw ?? rawOf(changed.setting), alert: say.stale });
  }
  response.redirect(303, `/review/settings?done=${changed.type === 'same' ? 'same' : 'saved'}`);
}
