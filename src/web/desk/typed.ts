import type { Request } from 'express';
import { type Case, type Decision, type Draft, decisionSchema } from '../../domain/cases/case.ts';
import { findGap, lackOf } from '../../domain/cases/own-words.ts';
import { citedBy, MOST_CITATIONS, withoutEmpty } from '../../domain/fact-checks/citation.ts';
import { verdicts } from '../../domain/fact-checks/verdicts.ts';
import { filled } from '../../domain/text/filled.ts';
import { claimTitle } from '../../matching/claim-title.ts';
import type { Words } from '../../ui-text/ui-text.ts';
import { type Html, html } from '../shared/html.ts';
import { fieldOf, fieldsOf } from './desk.ts';

/** What stands in the form of a verdict, good or not. */
export type Typed = ReturnType<typeof typedIn>;

const LONGEST = 2000;
const LONGEST_ARTICLE = 20_000;

/** What was typed into the form of a verdict. */
export function typedIn(request: Request) {
  return {
    verdict: verdicts.find((each) => each === fieldOf(request, 'verdict')),
    summary: fieldOf(request, 'summary').slice(0, LONGEST),
    citations: citationsIn(request),
    noSource: fieldOf(request, 'noSource').trim().slice(0, LONGEST),
    title: fieldOf(request, 'title').slice(0, LONGEST),
    article: fieldOf(request, 'article').slice(0, LONGEST_ARTICLE),
    // What can be no list of points is none, and holds no verdict back.
    checked: decisionSchema.shape.checked.safeParse(fieldsOf(request, 'checked')).data ?? [],
  };
}

/** The form as it was left by a draft, or as it was proposed, or empty but for what is claimed. */
export function typedBefore(found: Pick<Case, 'draft' | 'proposal' | 'claim'>): Typed {
  const { claim, draft, proposal } = found;
  const proposed = proposal?.attach ? undefined : proposal?.decision;
  const written: Partial<Draft> = draft ?? proposed ?? {};
  const { verdict, summary = '', noSource = '', article = '', checked = [] } = written;
  const title = written.title ?? claimTitle(claim);
  return { verdict, summary, citations: citedBy(written), noSource, title, article, checked };
}

/** What is kept of a form. */
export function draftOf({ verdict, ...written }: Typed): Omit<Draft, 'by' | 'at' | 'earlier'> {
  const url = written.citations[0]?.url ?? '';
  return { ...(verdict && { verdict }), ...written, url, citations: [...written.citations] };
}

/** The decision that a form amounts to and that may go out, or what is wrong with it. */
export function decisionOf(typed: Typed, words: Words): ReadDecision {
  const read = draftedDecision(typed, words);
  const lack = 'decision' in read ? lackOf(read.decision) : undefined;
  return lack === undefined ? read : { problems: [words.refusal[lack]] };
}

/** A decision, or what is wrong with it, one sentence for each field. */
type ReadDecision = { decision: Decision } | { problems: string[] };

/** The same, though an explanation of its own or a source may be missing yet. */
export function draftedDecision(
  { verdict, summary, citations, noSource, title, article, checked }: Typed,
  { problem, refusal }: Words,
): ReadDecision {
  const cited = { url: citations[0]?.url, citations: withoutEmpty(citations) };
  const rest = filled({ ...cited, noSource, title, article });
  const read = decisionSchema.safeParse({ verdict, summary, checked, ...rest });
  const gap = findGap(summary);
  if (read.success && gap === undefined) return { decision: read.data };
  const fields = new Set(read.error?.issues.map(({ path }) => String(path[0])));
  const problems = [
    ...(fields.has('verdict') ? [problem.verdict] : []),
    ...(fields.has('summary') ? [problem.summary] : []),
    ...(fields.has('url') || fields.has('citations') ? [problem.url] : []),
    ...(fields.has('noSource') ? [refusal['no-source']] : []),
    ...(fields.has('title') ? [problem.headline] : []),
    ...(gap === undefined ? [] : [problem.gap(gap)]),
  ];
  return { problems };
}

/** A source as typed, good or not. */
type TypedCitation = NonNullable<Draft['citations']>[number];

/** Names of the fields of one source; each is sent once for every source, in order. */
const names = { url: 'url', title: 'urlTitle', quote: 'urlQuote', seenOn: 'urlSeen' } as const;

/** Reads the sources of a form; rows without an address, a title and a quote are left out. */
export function citationsIn(request: Pick<Request, 'body'>): TypedCitation[] {
  const rows = fieldsOf(request, names.url).map((_, at): TypedCitation => {
    const typed = (name: string) => (fieldsOf(request, name)[at] ?? '').trim().slice(0, 2000);
    const { url, title, quote, seenOn } = names;
    return { url: typed(url), title: typed(title), quote: typed(quote), seenOn: typed(seenOn) };
  });
  return rows.filter(({ url, title, quote }) => url || title || quote).slice(0, MOST_CITATIONS);
}

/** Fields for the sources that are there and for one more; all but the first are folded until they say something. */
export function citationFields({ proof }: Words, typed: readonly TypedCitation[]): Html {
  const count = Math.min(MOST_CITATIONS, Math.max(LEAST_ROWS, typed.length + 1));
  const rows = Array.from({ length: count }, (_, at) => typed[at] ?? { url: '' });
  return html`<fieldset class="sources"><legend class="label">${proof.sources}</legend><p class="hint" id="url-hint">${proof.hint}</p>
${rows.map((row, at) => {
  const fields = oneSource(proof, row, at);
  if (at === 0) return fields;
  return html`<details${row.url !== '' && html` open`}><summary>${proof.source(at + 1)}</summary>${fields}</details>`;
})}</fieldset>`;
}

/** Without scripts, more are there once these are saved. */
const LEAST_ROWS = 4;

function oneSource(proof: Words['proof'], row: TypedCitation, at: number): Html {
  const id = at === 0 ? 'url' : `url-${at}`;
  const isFilled = Boolean(row.title || row.quote);
  return html`<label for="${id}">${proof.address}</label>
<input id="${id}" name="${names.url}" inputmode="url" value="${row.url}" maxlength="2000" autocomplete="off" aria-describedby="url-hint">
<details${isFilled && html` open`}><summary>${proof.more}</summary><label for="${id}-title">${proof.title}</label>
<input id="${id}-title" name="${names.title}" value="${row.title}" maxlength="300" autocomplete="off">
<label for="${id}-quote">${proof.quote}</label>
<textarea id="${id}-quote" name="${names.quote}" rows="2" maxlength="1000">
${row.quote}</textarea>
<label for="${id}-seen">${proof.seenOn}</label>
<input id="${id}-seen" name="${names.seenOn}" type="date" value="${row.seenOn}"></details>`;
}
