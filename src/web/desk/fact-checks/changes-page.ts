import { may } from '../../../domain/accounts/permissions.ts';
import {
  approveChange,
  type Decided,
  returnChange,
  takeBackChange,
} from '../../../services/fact-checks/decide-change.ts';
import { hasSecond } from '../../../services/fact-checks/has-second-reviewer.ts';
import { previewChange } from '../../../services/fact-checks/preview-change.ts';
import { listChanges, type StoredChange } from '../../../services/fact-checks/proposed-change.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldOf, type KnownVisit, partOf } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { signaturesPart } from '../partners/statements.ts';
import { previewOf } from './change-parts.ts';

/** Every change that no citizen has read yet: proposals, and what can still be undone. */
export async function showChanges(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words } = visit;
  const say = words.changes;
  const changes = await listChanges(desk.deps);
  const cards: Html[] = [];
  for (const change of changes) cards.push(await card(visit, change));
  const body = html`<p class="crumb"><a id="back" href="/review/fact-checks">${words.library.title}</a></p>
<h1>${say.title} <span class="count">${changes.length}</span></h1><p class="hint">${say.hint}</p>
${changes.length === 0 && html`<div class="empty"><p>${say.none}</p></div>`}${cards}`;
  const status = alert === undefined ? 200 : 409;
  send(visit, { title: say.title, body, alert, status, place: 'fact-checks', isWide: true });
}

export async function takeChangeReturn(visit: KnownVisit): Promise<void> {
  const why = fieldOf(visit.request, 'why').trim().slice(0, 300);
  if (why === '') return showChanges(visit, visit.words.problem.reason);
  await finish(visit, await returnChange(visit.desk.deps, { ...actionOf(visit), why }), 'returned');
}

export const takeChangeApproval = deciding(approveChange, 'change-approved');
export const undoChange = deciding(takeBackChange, 'change-back');

function deciding(decide: typeof approveChange, news: string) {
  return async (visit: KnownVisit) =>
    finish(visit, await decide(visit.desk.deps, actionOf(visit)), news);
}

async function finish(visit: KnownVisit, decided: Decided, news: string): Promise<void> {
  if (decided.type === 'refused')
    return showChanges(visit, visit.words.changes.problem[decided.why]);
  visit.response.redirect(303, `/review/changes?done=${news}`);
}

function actionOf({ request, reviewer }: KnownVisit) {
  return { id: partOf(request, 'code'), by: reviewer.name };
}

async function card(visit: KnownVisit, change: StoredChange): Promise<Html> {
  const { desk, words, language } = visit;
  const { wanted, why } = change;
  const preview = await previewChange(desk.deps, wanted, why);
  const source = wanted.type === 'import' && html`<p class="source">${wanted.source}</p>`;
  return html`<section class="card" id="change-${change.id}"><h2>${words.changes.kind[wanted.type]} <span class="badge">${change.id}</span></h2>
<p class="soft">${words.changes.proposedBy(change.by, showTime(change.at, language))}</p>${source}
${previewOf(visit, preview, { why, type: wanted.type })}
${signaturesPart(visit, change)}${wanted.type === 'new' && change.signatories && html`<p><a href="/review/new-fact-check?change=${change.id}">${words.statements.edit}</a></p>`}${change.until === undefined ? await decisions(visit, change) : undoing(visit, change)}</section>`;
}

async function decisions(visit: KnownVisit, change: StoredChange): Promise<Part> {
  const { words, reviewer, desk } = visit;
  const say = words.changes;
  const path = `/review/changes/${change.id}`;
  const takeBack = html`<form action="${path}/undo" method="post">${formField(visit)}<button class="danger">${say.takeBack}</button></form>`;
  if (change.by === reviewer.name) {
    const isLone = !(await hasSecond(desk.gate.store, reviewer.name));
    return html`<p class="hint">${say.own}</p>${isLone && html`<p class="alert">${say.noSecond}</p>`}${takeBack}`;
  }
  if (!may(reviewer.role, 'publish-second')) {
    return html`<p class="hint">${words.case.editorsApprove}</p>`;
  }
  return html`<form action="${path}/approve" method="post">${formField(visit)}<button class="primary">${say.approve}</button></form>
<form action="${path}/return" method="post">${formField(visit)}<label for="why-${change.id}">${say.sendBackWhy}</label>
<input id="why-${change.id}" name="why" maxlength="300" required><button>${say.sendBack}</button></form>`;
}

function undoing(visit: KnownVisit, { id, until = 0 }: StoredChange): Part {
  const { words, language, reviewer } = visit;
  const say = words.changes;
  const button = html`<form action="/review/changes/${id}/undo" method="post">${formField(visit)}<button class="danger">${say.takeBack}</button></form>`;
  return html`<p class="hint">${say.heldUntil(showClock(until, language))}</p>${may(reviewer.role, 'edit-fact-check') && button}`;
}
