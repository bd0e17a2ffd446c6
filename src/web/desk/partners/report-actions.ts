import { urgencies } from '../../../domain/cases/urgency.ts';
import { MAX_DESK_WORDS, reportReferralStates } from '../../../domain/partners/report-referral.ts';
import { audit } from '../../../services/accounts/audit.ts';
import * as reports from '../../../services/partners/review-report.ts';
import { detailsInWords } from '../../../services/reports/report-for-partner.ts';
import { showDay, showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { urgencyButtons, urgencyMark } from '../case/case-outcome.ts';
import { fieldOf, fieldsOf, get, type KnownVisit, partOf, post, type Route } from '../desk.ts';
import { postForm, send, sendMissing } from '../layout.ts';
import { showText } from '../show-text.ts';
import { evidenceList } from './referral-page.ts';

const REPORT = '/reports/:reference';

/** Routes of report referrals, for users who may refer; part of the one table. */
export const reportRoutes: readonly Route[] = [
  get('/reports', 'refer', showReports),
  get(REPORT, 'refer', showReport),
  post(`${REPORT}/pass`, 'refer', (visit) => take(visit, { type: 'pass' })),
  post(`${REPORT}/ask`, 'refer', (visit) =>
    take(visit, { type: 'ask', question: fieldOf(visit.request, 'question') }),
  ),
  post(`${REPORT}/decline`, 'refer', (visit) =>
    take(visit, { type: 'decline', reason: fieldOf(visit.request, 'reason') }),
  ),
  post(`${REPORT}/hide`, 'refer', (visit) => take(visit, { type: 'hide', words: wordsIn(visit) })),
  post(`${REPORT}/urgency`, 'refer', (visit) => {
    const urgency = urgencies.find((each) => each === fieldOf(visit.request, 'urgency'));
    return take(visit, { type: 'urgency', urgency: urgency ?? 'usual' });
  }),
  post(`${REPORT}/unhide`, 'refer', (visit) => take(visit, { type: 'unhide' })),
];

/** The words that were ticked, and those that were written. */
function wordsIn({ request }: KnownVisit): string[] {
  const other = fieldOf(request, 'other').slice(0, 500).split(',');
  const written = other.filter((each) => each.trim() !== '');
  return [...fieldsOf(request, 'words').slice(0, MOST_TICKED), ...written];
}

/** More than the page can offer of a story, its link and its citizen's answers. */
const MOST_TICKED = 200;

async function showReports(visit: KnownVisit): Promise<void> {
  const body = reportsPage(visit, await reports.listReports(visit.desk.deps));
  send(visit, { title: visit.words.reports.title, body, place: 'reports', isWide: true });
}

/** One report; that somebody has read it is written down. */
async function showReport(
  visit: KnownVisit,
  { alert, status }: { alert?: string; status?: number } = {},
): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const found = await reports.viewReportReferral(desk.deps, partOf(request, 'reference'));
  if (!found) return sendMissing(visit, words.reports.missing);
  await audit(desk.gate, { by: reviewer.name, what: 'report-viewed', of: found.reference });
  const body = reportPage(visit, found);
  send(visit, { title: found.reference, body, alert, status, place: 'reports' });
}

async function take(visit: KnownVisit, act: reports.ReportReferralAct): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const reference = partOf(request, 'reference');
  const done = await reports.actOnReport(desk.deps, { reference, by: reviewer.name, act });
  if (done.type === 'unknown') return sendMissing(visit, words.reports.missing);
  if (done.type !== 'done') {
    const alert =
      done.type === 'deaf' ? words.refer.deaf[done.why] : words.reports.refused[done.type];
    return showReport(visit, { alert, status: 409 });
  }
  const path = `/review/reports/${encodeURIComponent(done.reference)}`;
  response.redirect(303, `${path}?done=${act.type === 'pass' ? 'referred' : 'saved'}`);
}

/** Lists report referrals, those that wait for the desk first; shows none of their words. */
function reportsPage(visit: KnownVisit, lines: readonly reports.ReportReferralLine[]): Html {
  const say = visit.words.reports;
  const parts = reportReferralStates.map((state) => {
    const own = lines.filter((line) => line.state === state);
    if (own.length === 0) return undefined;
    const title = say.state[state];
    return html`<section class="card"><h2>${title} <span class="count">${own.length}</span></h2>${table(visit, own, title)}</section>`;
  });
  return html`<h1>${say.title}</h1><p class="hint">${say.hint}</p>
${lines.length === 0 && html`<div class="empty"><p>${say.nothing}</p></div>`}${parts}`;
}

function table(
  { words, language }: KnownVisit,
  lines: readonly reports.ReportReferralLine[],
  title: string,
): Html {
  const say = words.reports;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="stacked">
<thead><tr><th>${say.reference}</th><th>${words.board.organisation}</th><th>${words.board.threat}</th><th>${say.deadline}</th><th>${say.proposed}</th></tr></thead>
<tbody>${lines.map(
    ({ reference, name, threat, urgency, deadline, proposedAt }) =>
      html`<tr><td><a href="/review/reports/${reference}">${reference}</a></td><td data-label="${words.board.organisation}">${name}</td><td data-label="${words.board.threat}">${words.threat[threat]}${urgencyMark(words, urgency)}</td>
<td class="time" data-label="${say.deadline}">${showDay(deadline, language)}</td><td class="time" data-label="${say.proposed}">${showTime(proposedAt, language)}</td></tr>`,
  )}</tbody></table></div>`;
}

/** One report: all that its partner would see, and what can be done with it. */
function reportPage(visit: KnownVisit, report: reports.ReportReferralView): Html {
  const { words } = visit;
  const say = words.reports;
  const { reference, state, view } = report;
  const isOpen = state === 'waiting' || state === 'asked';
  return html`<p class="crumb"><a id="back" href="/review/reports">${say.title}</a></p>
<h1>${reference} <span class="badge">${say.state[state]}</span>${urgencyMark(words, report.urgency)}</h1>
${isOpen && !view.isRestricted && postForm(visit, `reports/${reference}/urgency`, urgencyButtons(words, report.urgency))}
<section class="card"><h2>${say.account}</h2><p class="hint">${report.names.possible.length > 0 ? say.unsure : view.details.length > 0 ? say.full : say.only}</p>
${view.account === undefined ? html`<p class="soft">${view.isRestricted ? words.board.restricted : say.noAccount}</p>` : html`<blockquote dir="auto">${showText(view.account)}</blockquote>`}
${view.replies.length > 0 && html`<h3>${say.replies}</h3>${view.replies.map((text) => html`<blockquote dir="auto">${showText(text)}</blockquote>`)}`}
${factsOf(visit, report)}
<h3>${say.evidence}</h3>
${
  view.evidence.length === 0
    ? html`<p class="soft">${say.noEvidence}</p>`
    : evidenceList(visit, reference, view.evidence)
}</section>
${!view.isRestricted && html`${state !== 'declined' && hidePart(visit, report)}${isOpen && actionsOf(visit, report)}`}
${stepsOf(visit, report)}
${state === 'passed' && html`<p><a class="button" href="/review/board/${reference}">${say.onBoard}</a></p>`}`;
}

function factsOf(
  { words, language, desk }: KnownVisit,
  { name, threat, view }: reports.ReportReferralView,
): Html {
  const say = words.reports;
  const row = (label: string, value: Part) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const link = view.publicLink;
  return html`<dl>${row(words.board.organisation, name)}${row(words.board.threat, words.threat[threat])}
${row(say.province, view.province ?? '–')}${row(say.happened, showDay(view.happenedOn, language))}
${row(say.deadline, showDay(view.deadline, language))}
${row(say.belongs, view.destinations.map((each) => say.destination[each]).join(', ') || '–')}
${row(say.link, link === undefined ? '–' : html`<span class="address">${showText(link)}</span>`)}
${detailsInWords(desk.deps, language, view.details).map(({ label, values }) => row(label, showText(values.join(' · '))))}</dl>`;
}

/** What was masked by the machine, what may be a name, and the form that blacks words out. */
function hidePart(
  visit: KnownVisit,
  { reference, names, state }: reports.ReportReferralView,
): Html {
  const say = visit.words.reports;
  const { masked, blackedOut, possible } = names;
  const told = [masked > 0 && say.masked(masked), blackedOut > 0 && say.hiddenPlaces(blackedOut)];
  const form = (action: string, inside: Part) =>
    postForm(visit, `reports/${reference}/${action}`, inside);
  const box = (name: string) =>
    html`<label class="option"><input type="checkbox" name="words" value="${name}"> ${name}</label>`;
  return html`<section class="card"><h2>${say.hide}</h2><p class="hint">${told.filter(Boolean).join(' ')} ${say.hideHint}</p>
${form(
  'hide',
  html`${possible.length > 0 && html`<fieldset class="plain"><legend>${say.possible}</legend>${possible.map(box)}</fieldset>`}
<label for="other">${say.otherWords}</label><input id="other" name="other" maxlength="500" autocomplete="off" lang="id"><button>${say.hideSubmit}</button>`,
)}${blackedOut > 0 && state !== 'passed' && form('unhide', html`<button>${say.unhide}</button>`)}</section>`;
}

function actionsOf(
  visit: KnownVisit,
  { reference, name, deaf }: Pick<reports.ReportReferralView, 'reference' | 'name' | 'deaf'>,
): Html {
  const say = visit.words.reports;
  const form = (action: string, inside: Part) =>
    postForm(visit, `reports/${reference}/${action}`, inside);
  const words = (field: string, label: string, hint: string) =>
    html`<label for="${field}">${label}</label><p class="hint" id="${field}-hint">${hint}</p>
<textarea id="${field}" name="${field}" rows="3" required maxlength="${MAX_DESK_WORDS}" aria-describedby="${field}-hint" lang="id"></textarea>`;
  return html`<section class="card"><h2>${say.pass(name)}</h2>${
    deaf === undefined
      ? html`<p class="hint">${say.passHint}</p>${form('pass', html`<button class="primary">${say.pass(name)}</button>`)}`
      : html`<p class="alert">${visit.words.refer.deaf[deaf]}</p>`
  }
<details><summary>${say.ask}</summary>${form('ask', html`${words('question', say.ask, say.askHint)}<button>${say.askSubmit}</button>`)}</details>
<details><summary>${say.decline}</summary>${form('decline', html`${words('reason', say.decline, say.declineHint)}<button class="danger">${say.declineSubmit}</button>`)}</details></section>`;
}

function stepsOf(
  { words, language }: KnownVisit,
  { proposedAt, steps }: reports.ReportReferralView,
): Html {
  const say = words.reports;
  const line = (at: number, what: string, said?: string) =>
    html`<li><span class="soft">${showTime(at, language)}</span> <strong>${what}</strong>${said !== undefined && html` <span dir="auto">${showText(said)}</span>`}</li>`;
  return html`<section class="card"><h2>${say.steps}</h2><ol class="history">${line(proposedAt, say.agreed)}
${steps.map((step) => line(step.at, say.step[step.type](step.by), 'question' in step ? step.question : 'reason' in step ? step.reason : undefined))}</ol></section>`;
}
