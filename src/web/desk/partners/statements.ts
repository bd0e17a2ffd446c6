import { answerOf, answers } from '../../../domain/fact-checks/signing.ts';
import { signChange } from '../../../services/fact-checks/decide-change.ts';
import { nextOf } from '../../../services/fact-checks/preview-change.ts';
import * as changes from '../../../services/fact-checks/proposed-change.ts';
import { listOrganisations } from '../../../services/organisations/organisations.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { citationList } from '../../shared/citation-list.ts';
import { html, markdown, type Part } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { get, type KnownVisit, post, type Route } from '../desk.ts';
import { optionsOf, postForm, send, sendMissing } from '../layout.ts';
import { fieldOf, partOf } from '../read-form.ts';
import { onBoard } from './board.ts';

/** The pages on which organisations read and sign joint statements that name them. */
export const statementRoutes: readonly Route[] = [
  get('/statements', 'see-board', onBoard(showStatements)),
  get('/statements/:code', 'see-board', onBoard(showStatement)),
  post('/statements/:code/sign', 'answer-referral', onBoard(takeAnswer)),
];

/** Proposals that wait for signatures, as far as they name an organisation; the desk (undefined) sees all. */
async function readAsked({ desk }: KnownVisit, organisation: string | undefined) {
  const all = (await changes.listChanges(desk.deps)).filter(({ signatories, until }) => {
    const isTheirs = !organisation || signatories?.some(({ id }) => id === organisation);
    return signatories && isTheirs && until === undefined;
  });
  const { factChecks } = desk.deps.store;
  const read = all.map(async (change) => {
    const known = await factChecks.get(changes.idsOf(change.wanted)[0] ?? '');
    return { change, next: nextOf(change.wanted, { at: 0, known }) };
  });
  return (await Promise.all(read)).flatMap(({ change, next }) => (next ? { change, next } : []));
}

async function showStatements(visit: KnownVisit, organisation: string | undefined) {
  const say = visit.words.statements;
  const rows = (await readAsked(visit, organisation)).map(({ change, next }) => {
    const said = organisation && answerOf(change, organisation)?.answer;
    return html`<li class="case"><a class="go" href="/review/statements/${change.id}"><strong class="claim" lang="id" dir="auto">${next.title}</strong></a>
<p class="state plain">${organisation && html`<span class="badge">${say.said[said || 'waiting']}</span> `}<span class="soft">${change.signatories?.map(({ name }) => name).join(', ')}</span></p></li>`;
  });
  const body = html`<h1>${say.title}</h1><p class="hint">${say.hint}</p>${rows.length === 0 ? html`<div class="empty"><p>${say.none}</p></div>` : html`<ol class="cases">${rows}</ol>`}`;
  send(visit, { title: say.title, body, place: 'statements' });
}

async function showStatement(visit: KnownVisit, organisation?: string, alert?: string) {
  const { words, request, language } = visit;
  const say = words.statements;
  const code = partOf(request, 'code');
  const found = (await readAsked(visit, organisation)).find(({ change }) => change.id === code);
  if (!found) return sendMissing(visit, say.wrong.unknown);
  const { change, next } = found;
  const form = html`<p class="hint">${say.signHint(change.id)}</p>
<label for="answer">${say.answer}</label><select id="answer" name="answer" required><option value="">–</option>${optionsOf(answers, undefined, say.says)}</select>
<label for="note">${say.note}</label><textarea id="note" name="note" rows="3" maxlength="1000"></textarea><button class="primary">${say.send}</button>`;
  const body = html`<p class="crumb"><a id="back" href="/review/statements">${say.title}</a></p>
<h1 lang="id">${next.title} <span class="badge">${change.id}</span></h1>
<section class="card" lang="id">${verdictBadge(words, next)}<p>${next.summary}</p>${next.article && html`<div class="article">${markdown(next.article)}</div>`}${citationList(next.citations ?? [], language)}</section>
${change.why && html`<p class="hint">${change.why}</p>`}${signaturesPart(visit, change, organisation)}
${organisation && html`<section class="card">${postForm(visit, `statements/${change.id}/sign`, form)}</section>`}`;
  send(visit, { title: next.title, body, alert, status: alert ? 409 : 200, place: 'statements' });
}

/** What each says who is asked to sign; their reasons are read by the desk and themselves alone. */
export function signaturesPart(
  visit: KnownVisit,
  change: changes.StoredChange,
  own?: string,
): Part {
  const { words, language, zone } = visit;
  const say = words.statements;
  const rows = change.signatories?.map(({ id, name }) => {
    const said = answerOf(change, id);
    const note =
      said && (own === undefined || own === id) && html` <span dir="auto">${said.note}</span>`;
    return html`<li><strong>${name}</strong>: ${say.said[said?.answer ?? 'waiting']} <span class="soft">${said && `${said.by}, ${showTime(said.at, language, zone)}`}</span>${note}</li>`;
  });
  return rows && html`<section class="card"><h2>${say.signatures}</h2><ul>${rows}</ul></section>`;
}

/** The organisations that can be asked to sign; nothing where there are none. */
export async function signatoriesField({ desk, words }: KnownVisit, chosen: readonly string[]) {
  const all = (await listOrganisations(desk.deps)).filter(({ isActive }) => isActive);
  const boxes = all.map(
    ({ id, name }) =>
      html`<label class="option"><input type="checkbox" name="signatory" value="${id}"${chosen.includes(id) && html` checked`}> ${name}</label>`,
  );
  const say = words.statements;
  return (
    boxes.length > 0 &&
    html`<fieldset><legend class="label">${say.ask}</legend><p class="hint">${say.askHint}</p><div class="marks">${boxes}</div></fieldset>`
  );
}

async function takeAnswer(visit: KnownVisit, organisation = ''): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const answer = answers.find((each) => each === fieldOf(request, 'answer')) ?? 'change';
  const said = { organisation, answer, note: fieldOf(request, 'note') };
  const about = { id: partOf(request, 'code'), by: reviewer.name };
  const done = await signChange(desk.deps, { ...about, ...said });
  if (done !== 'signed') return showStatement(visit, organisation, words.statements.wrong[done]);
  response.redirect(303, `/review/statements/${about.id}?done=saved`);
}
