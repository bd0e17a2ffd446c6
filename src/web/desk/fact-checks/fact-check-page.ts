import { may } from '../../../domain/accounts/permissions.ts';
import { citedBy } from '../../../domain/fact-checks/citation.ts';
import {
  authorsOf,
  type PublishedFactCheck,
} from '../../../domain/fact-checks/published-fact-check.ts';
import { verdicts } from '../../../domain/fact-checks/verdicts.ts';
import { ALL } from '../../../ports/audience.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { readCopy } from '../../../services/fact-checks/archive-sources.ts';
import { addClaimFile } from '../../../services/fact-checks/claim-files.ts';
import { type OldVersion, versionsOf } from '../../../services/fact-checks/fact-check-versions.ts';
import { idsOf, listChanges, type Wanted } from '../../../services/fact-checks/proposed-change.ts';
import { pathOf, publicView } from '../../../services/fact-checks/public-view.ts';
import { submitChange } from '../../../services/fact-checks/submit-change.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { citationList } from '../../shared/citation-list.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { sendCsv } from '../../shared/send-file.ts';
import { showChanges, verdictBadge } from '../case/case-outcome.ts';
import { fieldOf, fieldsOf, type KnownVisit, partOf } from '../desk.ts';
import { formField, optionsOf, send, sendMissing } from '../layout.ts';
import { signatoriesField } from '../partners/statements.ts';
import { uploadOf } from '../read-upload.ts';
import { showText } from '../show-text.ts';
import { citationFields, draftedDecision, typedIn } from '../typed.ts';
import { askToConfirm, toPath, whereItWaits } from './change-parts.ts';

/** A fact-check as the desk sees it, with its versions, whether a change of it waits, and what editors can do to it. */
export async function showFactCheck(visit: KnownVisit, alert?: string): Promise<void> {
  const { words, language, reviewer, desk } = visit;
  const { store } = desk.deps;
  const { library } = words;
  const id = partOf(visit.request, 'id');
  const factCheck = await store.factChecks.get(id);
  if (!factCheck) return sendMissing(visit);
  const told = (await store.ledger.toldBefore(id, factCheck.version + 1, ALL)).length;
  const waiting = await listChanges(desk.deps);
  const isWaiting = waiting.some(({ wanted }) => idsOf(wanted).includes(id));
  const versions = await versionsOf(desk.deps, id);
  const isValid = factCheck.retracted === undefined;
  const body = html`<p class="crumb"><a id="back" href="/review/fact-checks">${library.title}</a></p>
<h1>${showText(factCheck.title)}</h1>
<p>${verdictBadge(words, factCheck)} <span class="badge">${library.version(factCheck.version)}</span>
${factCheck.sample && html`<span class="badge">${library.sample}</span>`}</p>
${!isValid && html`<p class="alert">${library.retracted}: ${factCheck.retracted}</p>`}
${isWaiting && html`<p class="alert"><a href="/review/changes">${words.changes.waits}</a></p>`}
<div class="case-columns"><div class="case-main">
${factCheck.claim && html`<section><h2>${library.claim}</h2><blockquote dir="auto">${showText(factCheck.claim)}</blockquote></section>`}
<section><h2>${library.summary}</h2><p>${factCheck.summary ?? '–'}</p>${factCheck.explanation && html`<p class="wording">${showText(factCheck.explanation.slice(0, 4000))}</p>`}</section>
<dl class="facts"><div><dt>${library.by}</dt><dd>${authorsOf(factCheck)}</dd></div>
<div><dt>${words.sources.origin}</dt><dd class="source">${originOf(visit, factCheck)}</dd></div>
<div><dt>${library.changedAt}</dt><dd>${showTime(factCheck.changedAt, language)}</dd></div></dl>
<h2>${library.source}</h2>${citationList(citedBy(factCheck), language, (sha256) => `${toPath(factCheck.id)}/copies/${sha256}`)}
${factCheck.noSource && html`<p>${words.proof.noSourceOf(factCheck.noSource)}</p>`}
<p>${library.told(told)} <a href="${pathOf(publicView(desk.deps, factCheck))}">${library.publicPage}</a></p>
${factCheck.narratives.length > 0 && html`<details><summary>${library.wordings(factCheck.narratives.length)}</summary><ul class="wordings">${factCheck.narratives.map((text) => html`<li><p class="wording" dir="auto">${showText(text.slice(0, 2000))}</p></li>`)}</ul></details>`}
</div><div class="case-side">
${isValid && may(reviewer.role, 'edit-fact-check') && (await correctForm(visit, factCheck))}
${isValid && may(reviewer.role, 'retract') && retractForm(visit, factCheck)}
${claimFilesPart(visit, factCheck)}${versionsPart(visit, factCheck, versions)}</div></div>`;
  send(visit, { title: factCheck.title, body, alert, place: 'fact-checks', isWide: true });
}

/** Where a fact-check came from: a source with the time, or this desk by what its id says. */
function originOf({ words, language }: KnownVisit, { from, id, sample }: PublishedFactCheck): Part {
  const { sources, library } = words;
  if (from) {
    const at = sources.originAt(showTime(from.at, language));
    return html`${from.source} <span class="soft">${at}</span>`;
  }
  if (sample) return library.sample;
  const [, ticket] = /^posko-(\w+)$/.exec(id) ?? [];
  if (ticket !== undefined) return sources.originCase(ticket.toUpperCase());
  return id.startsWith('desk-') ? sources.originDesk : sources.originUnknown;
}

async function correctForm(visit: KnownVisit, factCheck: PublishedFactCheck): Promise<Html> {
  const { id, verdict, summary, url, citations, title, article, signatories } = factCheck;
  const { words } = visit;
  const { library } = words;
  return html`<section class="card"><details><summary>${library.correct}</summary><p class="hint">${library.correctHint}</p>
<form action="${toPath(id)}/correct" method="post">${formField(visit)}
<label for="verdict">${words.case.decide}</label><select id="verdict" name="verdict">${optionsOf(verdicts, verdict, words.verdict)}</select>
<label for="summary">${words.case.summary}</label><textarea id="summary" name="summary" rows="5" minlength="10" maxlength="600" required lang="id">
${summary ?? ''}</textarea>
<label for="title">${words.case.headline}</label><input id="title" name="title" value="${title}" maxlength="600" required>
${citationFields(words, citedBy({ url, citations }))}
<label for="article">${words.case.article}</label><p class="hint" id="article-hint">${words.case.articleHint}</p>
<textarea id="article" name="article" rows="8" maxlength="20000" aria-describedby="article-hint" lang="id">
${article}</textarea>
${
  signatories &&
  (await signatoriesField(
    visit,
    signatories.map((each) => each.id),
  ))
}
<label for="why">${library.why}</label><input id="why" name="why" maxlength="300" required lang="id">
<button class="primary">${library.correctSubmit}</button></form></details></section>`;
}

function retractForm(visit: KnownVisit, { id }: PublishedFactCheck): Html {
  const { library } = visit.words;
  return html`<section class="card"><details><summary>${library.retract}</summary><p class="hint">${library.retractHint}</p>
<form action="${toPath(id)}/retract" method="post">${formField(visit)}
<label for="reason">${library.reason}</label><input id="reason" name="reason" maxlength="300" required lang="id">
<button class="danger">${library.retract}</button></form></details></section>`;
}

/** Each version that was replaced, with what the next one changed in its words. */
function versionsPart(
  { words, language }: KnownVisit,
  factCheck: PublishedFactCheck,
  versions: readonly OldVersion[],
): Part {
  if (versions.length === 0) return undefined;
  const { library } = words;
  return html`<section class="card"><h2>${library.versions}</h2><ol class="history">${versions.map(
    (old, at) => {
      const next = versions[at - 1] ?? factCheck;
      const before = `${words.verdict[old.verdict]}. ${old.title}. ${old.summary ?? ''} ${old.url ?? ''}`;
      const after = `${words.verdict[next.verdict]}. ${next.title}. ${next.summary ?? ''} ${next.url ?? ''}`;
      return html`<li><strong>${library.was(old.version)}</strong> <span class="soft">${old.by}, ${showTime(old.at, language)}</span>
${showChanges(words, before, after)}</li>`;
    },
  )}</ol></section>`;
}

/** The pictures, sounds and films by which a fact-check is found, and the form that brings one more. */
function claimFilesPart(visit: KnownVisit, factCheck: PublishedFactCheck): Part {
  const { words, reviewer } = visit;
  const { files: say } = words.library;
  const count = (kind: 'picture' | 'sound' | 'film') =>
    (factCheck.files ?? []).filter((file) => file.kind === kind).length;
  const isValid = factCheck.retracted === undefined;
  return html`<section class="card"><h2>${say.title}</h2>
<p>${say.count(count('picture'), count('sound'), count('film'))}</p>
${
  isValid &&
  may(reviewer.role, 'edit-fact-check') &&
  html`<form action="${toPath(factCheck.id)}/files" method="post" enctype="multipart/form-data">${formField(visit)}
<label for="file">${say.add}</label><p class="hint" id="file-hint">${say.hint}</p>
<input type="file" id="file" name="file" required accept="image/*,audio/*,video/*" aria-describedby="file-hint"><button>${say.submit}</button></form>`
}</section>`;
}

/** Corrects a fact-check; everyone who had the old version is notified. */
export function takeCorrection(visit: KnownVisit): Promise<void> {
  return change(visit, 'why', (before) => {
    const read = draftedDecision(typedIn(visit.request), visit.words);
    if ('problems' in read) return read.problems[0] ?? '';
    const { noSource: _, checked: __, ...decision } = read.decision;
    const isEmptied = before.article !== undefined && decision.article === undefined;
    const changes = { ...decision, ...(isEmptied && { article: '' }) };
    return { type: 'correct', id: before.id, changes };
  });
}

/** Withdraws a fact-check; everyone who had it is notified. */
export function takeRetraction(visit: KnownVisit): Promise<void> {
  return change(visit, 'reason', ({ id }) => ({ type: 'retract', id }));
}

/** Takes a change of the fact-check that the address names, once it is confirmed; `field` says why. */
async function change(
  visit: KnownVisit,
  field: 'why' | 'reason',
  read: (before: PublishedFactCheck) => Asked | string,
): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const before = await desk.deps.store.factChecks.get(partOf(request, 'id'));
  if (!before) return sendMissing(visit);
  const wanted = read(before);
  const why = fieldOf(request, field).trim().slice(0, 300);
  if (typeof wanted === 'string') return showFactCheck(visit, wanted);
  if (why === '') return showFactCheck(visit, words.problem.reason);
  if (fieldOf(request, 'confirmed') !== 'yes') {
    return askToConfirm(visit, { wanted, why, seen: before.version });
  }
  const seen = Number.parseInt(fieldOf(request, 'seen'), 10) || 0; // the version before confirming
  const signatories = fieldsOf(request, 'signatory');
  const asked = { by: reviewer.name, why, seen, signatories, wanted };
  const submitted = await submitChange(desk.deps, asked);
  if (submitted.type === 'refused') {
    return showFactCheck(visit, words.changes.problem[submitted.why]);
  }
  const done = submitted.type === 'same' ? 'same' : NEWS[wanted.type];
  response.redirect(303, whereItWaits(submitted) ?? `${toPath(before.id)}?done=${done}`);
}

type Asked = Extract<Wanted, { type: 'correct' | 'retract' }>;
const NEWS = { correct: 'corrected', retract: 'retracted' } as const;

/** Sends the copy of a source as a download that no browser runs. */
export async function sendCopy(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const sha256 = partOf(request, 'sha256');
  const bytes = await readCopy(desk.deps, { id: partOf(request, 'id'), sha256 });
  if (!bytes) return sendMissing(visit, visit.words.case.mediaGone);
  response.type('application/octet-stream').attachment(sha256).send(Buffer.from(bytes));
}

export async function exportFactChecks({ desk, response, reviewer }: KnownVisit): Promise<void> {
  const all = await desk.factChecks.all();
  const details = { factChecks: all.length };
  await audit(desk.gate, { by: reviewer.name, what: 'exported', of: 'fact-checks', details });
  const head = 'id verdict title org published_at version changed_at withdrawn'.split(' ');
  const rows = all.map(
    ({ id, verdict, title, org, publishedAt, version, changedAt, withdrawn }) => {
      const dated = [publishedAt, version, new Date(changedAt).toISOString()];
      return [id, verdict, title, org, ...dated, withdrawn];
    },
  );
  sendCsv(response, 'cek-fakta.csv', [head, ...rows]);
}

/** Takes in a file that an editor brought. */
export async function takeClaimFile(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const id = partOf(request, 'id');
  const upload = uploadOf(request);
  const { files: say } = words.library;
  if (!upload) return showFactCheck(visit, say.none);
  const file = { mime: '', bytes: upload.bytes };
  const added = await addClaimFile(desk.deps, { id, by: reviewer.name, file });
  if (added === 'added') return response.redirect(303, toPath(id));
  if (added === 'held' || added === 'proposed') {
    const done = added === 'held' ? 'held' : 'change-proposed';
    return response.redirect(303, `/review/changes?done=${done}`);
  }
  await showFactCheck(visit, say.problem[added]);
}
