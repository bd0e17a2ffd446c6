import { type Case, type Decision, type Draft, decisionSchema } from '../domain/cases/case.ts';
import { findGap, isTemplate, lackOf } from '../domain/cases/own-words.ts';
import { withoutEmpty } from '../domain/fact-checks/citation.ts';
import { factsOf, type Verdict, verdicts } from '../domain/fact-checks/verdicts.ts';
import { filled } from '../domain/text/filled.ts';
import { type Field, toField } from './edit-text.ts';
import type { TerminalWords } from './text.ts';

/** A verdict's reason may have so many characters. */
export const MOST_SUMMARY = 600;

/** The places of the form, in the order in which Enter walks through them. */
export const formFields = ['verdict', 'summary', 'url', 'noSource', 'title', 'publish'] as const;
export type FormField = (typeof formFields)[number];

/** A verdict being written. */
export interface Form {
  verdict: Verdict;
  summary: Field;
  url: Field;
  noSource: Field;
  title: Field;
  /** What only the web desk shows, as it was written there. */
  more: Pick<Draft, 'citations' | 'article'>;
  place: FormField;
  /** Whether something is written here that is not in the store. */
  isDirty: boolean;
}

/** The verdict that a key chooses: a digit, counted from 1. */
export function verdictByKey(key: string): Verdict | undefined {
  return /^[1-9]$/.test(key) ? verdicts[Number(key) - 1] : undefined;
}

/** A form for a verdict, with the words that were kept, or else its first template. */
export function newForm(verdict: Verdict, draft: Case['draft'] = undefined): Form {
  const summary = draft?.summary ?? '';
  const isOwn = summary.trim() !== '' && !isTemplate(summary);
  return {
    verdict,
    summary: toField(isOwn ? summary : factsOf(verdict).templates[0]),
    url: toField(draft?.url ?? ''),
    noSource: toField(draft?.noSource ?? ''),
    title: toField(draft?.title ?? ''),
    more: draft ?? {},
    place: 'summary',
    isDirty: true,
  };
}

/** The same words under another verdict; a template that nobody has touched gives way to the new one's. */
export function withVerdict(form: Form, verdict: Verdict): Form {
  const { summary } = form;
  const isFree = summary.text.trim() === '' || isTemplate(summary.text);
  const reason = isFree ? toField(factsOf(verdict).templates[0]) : summary;
  return { ...form, verdict, summary: reason, place: 'summary', isDirty: true };
}

/** The form with the verdict's next template in place of its reason. */
export function withNextTemplate(form: Form): Form {
  const templates = factsOf(form.verdict).templates;
  const next = templates[(templates.indexOf(form.summary.text) + 1) % templates.length];
  return { ...form, summary: toField(next ?? ''), place: 'summary', isDirty: true };
}

export function draftOf(form: Form): Omit<Draft, 'by' | 'at'> {
  const { verdict, summary, url, noSource, title } = form;
  const [why, where, none, head] = [summary, url, noSource, title].map(({ text }) =>
    text.slice(0, MOST_DRAFT),
  );
  return { verdict, summary: why, url: where, noSource: none, title: head };
}

/** As much as a draft keeps of each field. */
const MOST_DRAFT = 2000;

/** The decision that a form amounts to, or what stands in its way. */
export function readForm(
  form: Form,
  { problems, desk }: Pick<TerminalWords, 'problems' | 'desk'>,
): { decision: Decision } | { problem: string; place: FormField } {
  const { summary, url, title } = form;
  const gap = findGap(summary.text);
  if (gap) return { problem: problems.gap(gap), place: 'summary' };
  const read = decisionSchema.safeParse(toDecision(form));
  if (read.success) {
    const lack = lackOf(read.data);
    if (!lack) return { decision: read.data };
    return { problem: desk.refusal[lack], place: lack === 'no-source' ? 'url' : 'summary' };
  }
  const [place] = read.error.issues[0]?.path ?? [];
  if (place === 'url') return { problem: problems.url, place: 'url' };
  if (place === 'noSource') return { problem: desk.refusal['no-source'], place };
  if (place === 'title') return { problem: problems.title(title.text.length), place };
  const length = summary.text.trim().length;
  if (url.text && length === 0) return { problem: problems.noSummary, place: 'summary' };
  const problem = length < 10 ? problems.short : problems.long(length, MOST_SUMMARY);
  return { problem, place: 'summary' };
}

/** The decision as far as it is written, for the preview. */
export function toDecision({ verdict, summary, url, noSource, title, more }: Form): Decision {
  const { citations = [], article } = more;
  const said = { url: url.text, noSource: noSource.text, title: title.text };
  const cited = url.text.trim() === '' ? [] : withoutEmpty(citations);
  const rest = filled({ ...said, citations: cited, article });
  return { ...rest, verdict, summary: summary.text.trim() };
}

/** Whether two forms say the same, wherever the cursor stands. */
export function saysSame(one: Form, other: Form): boolean {
  return JSON.stringify(draftOf(one)) === JSON.stringify(draftOf(other));
}
