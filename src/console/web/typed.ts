import type { Request } from 'express';
import { type Case, type Decision, type Draft, decisionSchema } from '../../review/case.ts';
import { type Verdict, verdicts } from '../../review/fact-check.ts';
import { findGap } from '../../review/verdict-templates.ts';
import { fieldOf } from './read-form.ts';
import type { Words } from './words/words.ts';

/** What stands in the form of a verdict, good or not. */
export interface Typed {
  verdict: Verdict | undefined;
  summary: string;
  url: string;
  title: string;
}

/** As much as a draft keeps. */
const LONGEST = 2000;

/** What was typed into the form of a verdict. */
export function typedIn(request: Request): Typed {
  return {
    verdict: verdicts.find((each) => each === fieldOf(request, 'verdict')),
    summary: fieldOf(request, 'summary').slice(0, LONGEST),
    url: fieldOf(request, 'url').trim().slice(0, LONGEST),
    title: fieldOf(request, 'title').slice(0, LONGEST),
  };
}

/** The form as it was left: by a draft, or empty. */
export function typedBefore({ draft }: Pick<Case, 'draft'>): Typed {
  const { verdict, summary = '', url = '', title = '' } = draft ?? {};
  return { verdict, summary, url, title };
}

/** What is kept of a form. */
export function draftOf({ verdict, summary, url, title }: Typed): Omit<Draft, 'by' | 'at'> {
  return { ...(verdict && { verdict }), summary, url, title };
}

/** The decision that a form amounts to, or what has to be mended, one word for each field. */
export function decisionOf(
  { verdict, summary, url, title }: Typed,
  { problem }: Words,
): { decision: Decision } | { problems: string[] } {
  const rest = { ...(url && { url }), ...(title.trim() && { title }) };
  const read = decisionSchema.safeParse({ verdict, summary, ...rest });
  const gap = findGap(summary);
  if (read.success && gap === undefined) return { decision: read.data };
  const fields = new Set(read.error?.issues.map(({ path }) => String(path[0])));
  const problems = [
    ...(fields.has('verdict') ? [problem.verdict] : []),
    ...(fields.has('summary') ? [problem.summary] : []),
    ...(fields.has('url') ? [problem.url] : []),
    ...(fields.has('title') ? [problem.headline] : []),
    ...(gap === undefined ? [] : [problem.gap(gap)]),
  ];
  return { problems };
}
