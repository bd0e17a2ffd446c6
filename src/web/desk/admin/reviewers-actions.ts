import {
  leastRoles,
  partnersMay,
  permissions,
  type Role,
  roles,
} from '../../../domain/accounts/permissions.ts';
import { type ReviewerView, viewReviewer } from '../../../domain/accounts/reviewer.ts';
import { needsTotp } from '../../../services/accounts/account-deps.ts';
import * as accounts from '../../../services/accounts/reviewers.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import { fieldOf, type KnownVisit, partOf } from '../desk.ts';
import { formField, optionsOf, send } from '../layout.ts';
import { copyButtons } from './login-pages.ts';

export async function takeReviewer(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const role = roleIn(visit);
  if (!role) return sendReviewers(visit, words.problem.text);
  const newcomer = { name: fieldOf(request, 'name'), role };
  const added = await accounts.addReviewer(desk.gate, reviewer, newcomer);
  const { problem, error } = words;
  if (added.type === 'bad-name') return sendReviewers(visit, problem.name[added.why]);
  if (added.type === 'taken') return sendReviewers(visit, problem.taken);
  if (added.type === 'forbidden') return sendReviewers(visit, error.denied);
  sendInvitation(visit, added);
}

type Managed = accounts.Managed | accounts.Reset | { type: 'taken' };

/** An action that changes one account; what a reset makes is shown once. */
export function managing(
  act: (...of: Parameters<typeof accounts.resetReviewer>) => Promise<Managed>,
): (visit: KnownVisit) => Promise<void> {
  return async (visit) => {
    const { desk, request, response, reviewer, words } = visit;
    const { denied, missing } = words.error;
    const managed = await act(desk.gate, reviewer, partOf(request, 'id'));
    if (managed.type === 'reset') return sendInvitation(visit, managed);
    if (managed.type === 'done') return response.redirect(303, '/review/reviewers?done=saved');
    if (managed.type === 'taken') return sendReviewers(visit, words.problem.taken);
    if (managed.type === 'last-admin') return sendReviewers(visit, words.reviewers.lastAdmin);
    await sendReviewers(visit, managed.type === 'forbidden' ? denied : missing);
  };
}

export async function takeRole(visit: KnownVisit): Promise<void> {
  const role = roleIn(visit);
  if (!role) return sendReviewers(visit, visit.words.problem.text);
  await managing((gate, by, id) => accounts.changeRole(gate, by, { id, role }))(visit);
}

/** Enters who may come in to an account by the identity provider. */
export async function takeIdentity(visit: KnownVisit): Promise<void> {
  const entered = fieldOf(visit.request, 'identity');
  await managing((gate, by, id) => accounts.enterIdentity(gate, by, { id, entered }))(visit);
}

function roleIn({ request }: KnownVisit): Role | undefined {
  return roles.find((role) => role === fieldOf(request, 'role'));
}

/** Everybody who can come to the desk, and what an admin can change of that. */
export async function sendReviewers(visit: KnownVisit, alert?: string): Promise<void> {
  const { words, desk } = visit;
  const all = (await desk.gate.store.reviewers.list()).map(viewReviewer);
  const body = html`<h1>${words.reviewers.title} <span class="count">${all.length}</span></h1>
<ul class="people">${all.map((reviewer) => person(visit, reviewer))}</ul>
${addForm(visit)}${rolesPart(visit)}`;
  const { title } = words.reviewers;
  send(visit, { title, body, alert, place: 'reviewers' });
}

/** The link for a reviewer to choose their password by, shown once to the admin who passes it on. */
function sendInvitation(
  visit: KnownVisit,
  { reviewer, invitation }: { reviewer: ReviewerView; invitation: string },
): void {
  const { request, words } = visit;
  const title = words.reviewers.given(reviewer.name);
  const origin = `${request.protocol}://${request.get('host')}`;
  const body = html`<div class="door"><h1>${title}</h1><p>${words.reviewers.linkHint(reviewer.name)}</p>
<p><code class="secret" id="invitation" aria-label="${words.reviewers.link}">${origin}/review/invitation?token=${invitation}</code></p>${copyButtons(visit, 'invitation')}
<p><a class="button primary" href="/review/reviewers">${words.help.close}</a></p></div>`;
  send(visit, { title, body, place: 'reviewers' });
}

function person(visit: KnownVisit, reviewer: ReviewerView): Html {
  const { words, language, desk } = visit;
  const say = words.reviewers;
  const { id, name, role, isDisabled, isInvited, hasTotp, lastLoginAt } = reviewer;
  const last = lastLoginAt === undefined ? say.never : showTime(lastLoginAt, language);
  return html`<li class="card"><div class="head"><h2>${name} <span class="badge">${words.role[role]}</span>
${isDisabled && html`<span class="badge out">${say.isOut}</span>`}${isInvited && html`<span class="badge">${say.invited}</span>`}</h2>
<p class="soft">${hasTotp ? say.totp : say.noTotp} · ${say.last}: ${last}</p></div>
<details><summary>${say.change} / ${say.reset}<span class="unseen"> ${say.of(name)}</span></summary>
<form action="/review/reviewers/${id}/role" method="post" class="line">${formField(visit)}
<label for="role-${id}">${say.role}</label>${roleChoice(visit, `role-${id}`, role)}<button>${say.change}</button></form>
${!isDisabled && html`<form action="/review/reviewers/${id}/reset" method="post">${formField(visit)}<button>${isInvited ? say.inviteAgain : say.reset}</button></form>`}
${desk.gate.identity && identityForm(visit, reviewer)}
<form action="/review/reviewers/${id}/${isDisabled ? 'enable' : 'disable'}" method="post">${formField(visit)}
<button${!isDisabled && html` class="danger"`}>${isDisabled ? say.enable : say.disable}<span class="unseen"> ${say.of(name)}</span></button></form></details></li>`;
}

function identityForm(visit: KnownVisit, { id, entered, isLinked }: ReviewerView): Html {
  const say = visit.words.reviewers;
  return html`<form action="/review/reviewers/${id}/identity" method="post">${formField(visit)}
<label for="identity-${id}">${say.identity}</label><p class="hint" id="identity-hint-${id}">${say.identityHint}${isLinked && html` <span class="badge">${say.isLinked}</span>`}</p>
<input id="identity-${id}" name="identity" value="${entered}" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="identity-hint-${id}" maxlength="255">
<button>${say.identitySave}</button></form>`;
}

function addForm(visit: KnownVisit): Html {
  const say = visit.words.reviewers;
  return html`<section class="card"><h2>${say.add}</h2>
<form action="/review/reviewers" method="post">${formField(visit)}
<label for="name">${say.name}</label><input id="name" name="name" required maxlength="100" autocomplete="off">
<label for="role">${say.role}</label>${roleChoice(visit, 'role', 'reviewer')}
<p class="hint">${say.inviteHint}</p><button class="primary">${say.add}</button></form></section>`;
}

function roleChoice({ words }: KnownVisit, id: string, present: Role): Html {
  return html`<select id="${id}" name="role">${optionsOf(roles, present, words.role)}</select>`;
}

function rolesPart({ words, desk }: KnownVisit): Html {
  const rows = roles.map((role) => {
    const own =
      role === 'partner' ? partnersMay : permissions.filter((each) => leastRoles[each] === role);
    const mark =
      needsTotp(desk.gate, { role }) && html` <span class="badge">${words.reviewers.totp}</span>`;
    return html`<tr><th scope="row">${words.role[role]}${mark}</th><td>${own.map((each) => words.permission[each]).join(', ')}</td></tr>`;
  });
  return html`<section class="card"><h2>${words.reviewers.what}</h2><div class="scroll" tabindex="0" role="region" aria-label="${words.reviewers.what}"><table><tbody>${rows}</tbody></table></div></section>`;
}
