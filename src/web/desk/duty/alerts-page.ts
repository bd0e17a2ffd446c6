import { may } from '../../../domain/accounts/permissions.ts';
import { type AlertKind, alertKinds, isUp } from '../../../domain/duty/alert.ts';
import type { Liaison } from '../../../domain/partners/liaison.ts';
import { readPerson } from '../../../services/accounts/people.ts';
import { alertWords } from '../../../services/duty/alert-text.ts';
import { listAlerts, readRules, type StoredAlert } from '../../../services/duty/alerts.ts';
import { liaisonsFor, readLiaisons } from '../../../services/duty/roster.ts';
import { showIn } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';

const MOST_OVER = 50;

/** Shows active and ended alerts, and to admins the rules that raise them. */
export async function sendAlertsPage(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words, reviewer, language } = visit;
  const say = words.alarms;
  const { zone } = await readPerson(desk.deps, reviewer.name);
  const show = (at: number) => showIn(at, zone, language);
  const alarms = await listAlerts(desk.deps);
  const up = alarms.filter(isUp);
  const shown = [...up, ...alarms.filter((alarm) => !isUp(alarm)).slice(0, MOST_OVER)];
  const liaisons = await readLiaisons(desk.deps);
  const body = html`<div class="head"><h1>${say.title} <span class="count">${up.length}</span></h1><a class="button" href="/review/roster">${words.roster.title}</a></div>
${shown.length === 0 && html`<div class="empty"><p>${say.none}</p></div>`}
${shown.map((alarm) => card(visit, alarm, { show, callees: liaisonsFor(alarm, liaisons) }))}
${may(reviewer.role, 'change-settings') && (await rulesPart(visit))}`;
  send(visit, { title: say.title, body, alert, place: 'roster' });
}

/** A liaison's number, to be called with one touch. */
export function callLink({ phone }: Pick<Liaison, 'phone'>): Html {
  return html`<a href="tel:${phone.replace(/[ -]/g, '')}">${phone}</a>`;
}

function card(
  visit: KnownVisit,
  alarm: StoredAlert,
  { show, callees }: { show: (at: number) => string; callees: readonly Liaison[] },
): Html {
  const { words, language, reviewer } = visit;
  const say = words.alarms;
  const { id, kind, of, raisedAt = 0, endedAt, acknowledged, called, messages } = alarm;
  const told = alertWords[language];
  const hasFailed = messages.some(({ state }) => state === 'failed');
  const canTake = isUp(alarm) && !acknowledged && may(reviewer.role, 'acknowledge-alarm');
  return html`<section class="card"><div class="head"><h2>${told.kind[kind]}</h2><p><span class="badge${isUp(alarm) && html` out`}">${isUp(alarm) ? say.up : say.over}</span></p></div>
<p>${told.what(alarm)}${linkTo(kind, of)}</p>
<p class="soft">${[say.since(show(raisedAt)), endedAt !== undefined && say.ended(show(endedAt)), called.length > 0 && say.called(called.join(', '))].filter(Boolean).join(' · ')}</p>
${may(reviewer.role, 'acknowledge-alarm') && callees.map((each) => html`<p>${say.call(each.name)} ${callLink(each)}</p>`)}
${acknowledged && html`<p>${say.by(acknowledged.by, show(acknowledged.at))}</p>`}
${hasFailed && html`<p class="alert">${say.failed}</p>`}
${canTake && html`<form action="/review/alarms/acknowledge" method="post">${formField(visit)}<input type="hidden" name="alarm" value="${id}"><button class="primary">${say.acknowledge}<span class="unseen">: ${told.kind[kind]} ${of}</span></button></form>`}</section>`;
}

/** The case, the report or the referral that an alarm is about. */
function linkTo(kind: AlertKind, of: string): Part {
  const isAbout = ['burst', 'urgent', 'report', 'partner'].includes(kind);
  const place = kind === 'partner' ? 'board' : of.includes('-') ? 'reports' : 'cases';
  return isAbout && html` <a href="/review/${place}/${of}">${of}</a>`;
}

async function rulesPart(visit: KnownVisit): Promise<Part> {
  const { desk, words, language } = visit;
  const say = words.alarms;
  const rules = await readRules(desk.deps);
  const forms = alertKinds.map((kind) => {
    const { isOn, threshold, minutes, isGrave } = rules[kind];
    const name = alertWords[language].kind[kind];
    return html`<form action="/review/alarms/rules" method="post" class="rule" data-kept-together="${words.settings.saveAll('{n}')}">${formField(visit)}<input type="hidden" name="kind" value="${kind}">
<fieldset class="election"><legend class="label">${name}</legend>
${['burst', 'backlog'].includes(kind) ? html`<label>${say.threshold}<input name="threshold" value="${threshold}" inputmode="numeric" class="brief" required></label>` : html`<input type="hidden" name="threshold" value="${threshold}">`}
<label>${say.minutes}<input name="minutes" value="${minutes}" inputmode="numeric" class="brief" required></label>
<span class="marks"><label class="option"><input type="checkbox" name="on" value="yes"${isOn && html` checked`}> ${say.isOn}</label>
<label class="option"><input type="checkbox" name="grave" value="yes"${isGrave && html` checked`}> ${say.isGrave}</label></span></fieldset>
<button class="no-js">${say.save}<span class="unseen">: ${name}</span></button></form>`;
  });
  return html`<section class="card"><details><summary>${say.rules}</summary><p class="hint">${say.rulesHint}</p>${forms}</details></section>`;
}
