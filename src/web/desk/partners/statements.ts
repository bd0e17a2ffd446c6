import { citedBy } from '../../../domain/fact-checks/citation.ts';
import { authorsOf } from '../../../domain/fact-checks/published-fact-check.ts';
import { answerOf, answers } from '../../../domain/fact-checks/signing.ts';
import { signChange } from '../../../services/fact-checks/decide-change.ts';
import { nextOf } from '../../../services/fact-checks/preview-change.ts';
import * as changes from '../../../services/fact-checks/proposed-change.ts';
import { listOrganisations } from '../../../services/organisations/organisations.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { citationList } from '../../shared/citation-list.ts';
import { html, markdown } from '../../shared/html.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import { fieldOf, get, type KnownVisit, partOf, post, type Route } from '../desk.ts';
import { optionsOf, postForm, send } from '../layout.ts';
import { showText } from '../show-text.ts';
import { onBoard } from './board.ts';

/** The page on which organisations read and sign the joint statements that name them. */
export const statementRoutes: readonly Route[] = [
  get('/statements', 'see-board', onBoard(showStatements)),
  post('/statements/:code', 'answer-referral', onBoard(takeAnswer)),
];

/** Proposals that wait for signatures, as far as they name an organisation; the desk (undefined) sees all. */
async function showStatements(visit: KnownVisit, organisation?: string, alert?: string) {
  const say = visit.words.statements;
  const all = (await changes.listChanges(visit.desk.deps)).filter(({ signatories, until }) => {
    const isTheirs = !organisation || signatories?.some(({ id }) => id === organisation);
    return signatories && isTheirs && until === undefined;
  });
  const cards = await Promise.all(all.map((each) => card(visit, each, organisation)));
  const body = html`<h1>${say.title}</h1><p class="hint">${say.hint}</p>${all.length === 0 && html`<div class="empty"><p>${say.none}</p></div>`}${cards}`;
  send(visit, { title: say.title, body, alert, status: alert ? 409 : 200, place: 'statements' });
}

/** All that would be published under a code, and what is said of it. */
async function card(visit: KnownVisit, change: changes.StoredChange, organisation?: string) {
  const { words, language, desk } = visit;
  const say = words.statements;
  const { id, wanted, why, signatories } = change;
  const known = await desk.deps.store.factChecks.get(changes.idsOf(wanted)[0] ?? '');
  const next = nextOf(wanted, { at: 0, known });
  const form = html`<p class="hint">${say.signHint(id)}</p>
<label for="answer-${id}">${say.answer}</label><select id="answer-${id}" name="answer" required><option value="">–</option>${optionsOf(answers, undefined, say.says)}</select>
<label for="note-${id}">${say.note}</label><textarea id="note-${id}" name="note" rows="3" maxlength="1000"></textarea><button class="primary">${say.send}</button>`;
  return (
    next &&
    html`<section class="card"><h2 lang="id">${next.title} <span class="badge">${id}</span></h2>
<div lang="id">${verdictBadge(words, next)}${next.claim && html`<blockquote>${showText(next.claim)}</blockquote>`}<p>${next.summary}</p>${next.explanation && html`<p class="wording">${showText(next.explanation)}</p>`}${next.article && html`<div class="article">${markdown(next.article)}</div>`}</div>${citationList(citedBy(next), language)}${next.noSource && html`<p>${words.proof.noSourceOf(next.noSource)}</p>`}
<p>${words.library.by}: ${authorsOf({ org: next.org, signatories })}</p>
${why && html`<p class="hint">${words.changes.reason}: ${why}</p>`}${signaturesPart(visit, change, organisation)}
${organisation && postForm(visit, `statements/${id}`, form)}</section>`
  );
}

/** What each says who is asked to sign; who said it, and why, is read by the desk and themselves alone. */
export function signaturesPart(visit: KnownVisit, change: changes.StoredChange, own?: string) {
  const { words, language, zone } = visit;
  const say = words.statements;
  const rows = change.signatories?.map(({ id, name }) => {
    const said = answerOf(change, id);
    const isOpen = own === undefined || own === id;
    const who =
      said && [...(isOpen ? [said.by] : []), showTime(said.at, language, zone)].join(', ');
    return html`<li><strong>${name}</strong>: ${say.said[said?.answer ?? 'waiting']} <span class="soft">${who}</span>${isOpen && html` <span dir="auto">${said?.note}</span>`}</li>`;
  });
  return rows && html`<h3>${say.signatures}</h3><ul>${rows}</ul>`;
}

/** The organisations that can be asked to sign, with those that are chosen; nothing where there are none. */
export async function signatoriesField({ desk, words }: KnownVisit, chosen: readonly string[]) {
  const all = (await listOrganisations(desk.deps)).filter(
    ({ id, isActive }) => isActive || chosen.includes(id),
  );
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
  if (done !== 'signed') return showStatements(visit, organisation, words.statements.wrong[done]);
  response.redirect(303, '/review/statements?done=saved');
}
