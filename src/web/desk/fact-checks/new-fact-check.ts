import { citedBy, withoutEmpty } from '../../../domain/fact-checks/citation.ts';
import { verdicts } from '../../../domain/fact-checks/verdicts.ts';
import { filled } from '../../../domain/text/filled.ts';
import { findChange } from '../../../services/fact-checks/proposed-change.ts';
import {
  addFactCheck,
  writtenFactCheckSchema,
} from '../../../services/fact-checks/submit-change.ts';
import { knownOrganisations } from '../../../services/organisations/organisations.ts';
import { type Html, html } from '../../shared/html.ts';
import { askedFor, fieldOf, fieldsOf, type KnownVisit } from '../desk.ts';
import { formField, optionsOf, send } from '../layout.ts';
import { signatoriesField } from '../partners/statements.ts';
import { citationFields, citationsIn } from '../typed.ts';
import { toPath, whereItWaits } from './change-parts.ts';

/** The form in which an editor adds a fact-check, or writes one again that was proposed. */
export async function showNewFactCheck(visit: KnownVisit): Promise<void> {
  const { deps } = visit.desk;
  const typed = { ...typedIn(visit), org: deps.settings.post };
  const change = await findChange(deps, askedFor(visit.request, 'change'));
  if (change?.wanted.type !== 'new') return sendForm(visit, typed, []);
  const { title, verdict, org, summary = '', article = '', narratives } = change.wanted.factCheck;
  const before = { title, verdict, org, summary, article, narratives, replaces: change.id };
  const citations = citedBy(change.wanted.factCheck);
  const signatories = change.signatories?.map(({ id }) => id) ?? [];
  await sendForm(visit, { ...typed, ...before, citations, signatories }, []);
}

/** Adds what was written; shows an incomplete form again with its faults. */
export async function takeNewFactCheck(visit: KnownVisit): Promise<void> {
  const { desk, response, reviewer } = visit;
  const typed = typedIn(visit);
  const cited = { url: typed.citations[0]?.url, citations: withoutEmpty(typed.citations) };
  const { narratives, signatories } = typed;
  const read = writtenFactCheckSchema.safeParse({ narratives, ...filled({ ...typed, ...cited }) });
  if (!read.success) {
    const fields = new Set(read.error.issues.map(({ path }) => String(path[0])));
    return sendForm(visit, typed, [...fields]);
  }
  const asked = { by: reviewer.name, signatories, replaces: typed.replaces };
  const added = await addFactCheck(desk.deps, { ...asked, written: read.data });
  if (added.type === 'refused') {
    return sendForm(visit, typed, [], visit.words.changes.problem[added.why]);
  }
  const waits = whereItWaits(added);
  if (waits !== undefined || !('factCheck' in added) || !added.factCheck) {
    return response.redirect(303, waits ?? '/review/fact-checks');
  }
  const news = added.type === 'known' ? 'known' : 'added';
  response.redirect(303, `${toPath(added.factCheck.id)}?done=${news}`);
}

type Typed = ReturnType<typeof typedIn>;

function typedIn({ request }: KnownVisit) {
  return {
    title: fieldOf(request, 'title').trim(),
    verdict: fieldOf(request, 'verdict'),
    summary: fieldOf(request, 'summary').trim(),
    org: fieldOf(request, 'org').trim(),
    citations: citationsIn(request),
    publishedAt: fieldOf(request, 'publishedAt').trim(),
    article: fieldOf(request, 'article').trim(),
    signatories: fieldsOf(request, 'signatory'),
    replaces: fieldOf(request, 'replaces'),
    narratives: fieldsOf(request, 'narrative')
      .map((text) => text.replaceAll('\r\n', '\n').trim())
      .filter((text) => text !== ''),
  };
}

const FIELDS = 4;

async function sendForm(
  visit: KnownVisit,
  typed: Typed,
  wrong: readonly string[],
  refusal?: string,
): Promise<void> {
  const { words, desk } = visit;
  const organisations = await knownOrganisations(desk.deps);
  const { library, problem } = words;
  const say = library.adding;
  const { verdict, summary, url } = problem;
  const faults = new Map(Object.entries({ ...say.wrong, verdict, summary, url, citations: url }));
  const problems = new Set(wrong.map((field) => faults.get(field) ?? say.wrong.narratives));
  const body = html`<p class="crumb"><a id="back" href="/review/fact-checks">${library.title}</a></p>
<h1>${say.title}</h1><p class="hint">${say.hint}</p>
<form class="card" action="/review/new-fact-check" method="post">${formField(visit)}<input type="hidden" name="replaces" value="${typed.replaces}">
<label for="title">${say.name}</label><p class="hint" id="title-hint">${say.nameHint}</p>
<input id="title" name="title" value="${typed.title}" maxlength="600" required lang="id" aria-describedby="title-hint">
<label for="verdict">${words.case.decide}</label><select id="verdict" name="verdict" required><option value="">–</option>${optionsOf(verdicts, typed.verdict, words.verdict)}</select>
<label for="summary">${library.summary}</label><textarea id="summary" name="summary" rows="5" minlength="10" maxlength="600" required lang="id">
${typed.summary}</textarea>
<label for="org">${library.by}</label><select id="org" name="org" required>${organisations.map((each) => html`<option${each === typed.org && html` selected`}>${each}</option>`)}</select>
${citationFields(words, typed.citations)}
<label for="publishedAt">${say.day}</label><input id="publishedAt" name="publishedAt" type="date" value="${typed.publishedAt}">
${wordings(visit, typed)}
<label for="article">${words.case.article}</label><p class="hint" id="article-hint">${words.case.articleHint}</p>
<textarea id="article" name="article" rows="8" maxlength="20000" aria-describedby="article-hint" lang="id">
${typed.article}</textarea>
${await signatoriesField(visit, typed.signatories)}
<button class="primary">${say.submit}</button></form>`;
  const list = html`<ul>${[...problems].map((text) => html`<li>${text}</li>`)}</ul>`;
  const alert = refusal ?? (problems.size > 0 ? list : undefined);
  send(visit, { title: say.title, body, alert, place: 'fact-checks' });
}

function wordings({ words }: KnownVisit, { narratives }: Typed): Html {
  const say = words.library.adding;
  const count = Math.max(FIELDS, narratives.length + 1);
  return html`<fieldset><legend class="label">${say.wordings}</legend><p class="hint" id="narrative-hint">${say.wordingsHint}</p>
${Array.from(
  { length: count },
  (
    _,
    at,
  ) => html`<label class="unseen" for="narrative-${at}">${say.wording(at + 1)}</label><textarea id="narrative-${at}" name="narrative" rows="2" maxlength="20000" aria-describedby="narrative-hint" lang="id">
${narratives[at] ?? ''}</textarea>`,
)}</fieldset>`;
}
