import type { Request } from 'express';
import { type Case, type Decision, type Draft, decisionSchema } from '../../domain/cases/case.ts';
import { findGap, lackOf } from '../../domain/cases/own-words.ts';
import { citedBy, withoutEmpty } from '../../domain/fact-checks/citation.ts';
import { verdicts } from '../../domain/fact-checks/verdicts.ts';
import { filled } from '../../domain/text/filled.ts';
import { claimTitle } from '../../matching/claim-title.ts';
import type { Words } from '../../ui-text/ui-text.ts';
import { citationsIn } from './citation-fields.ts';
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
