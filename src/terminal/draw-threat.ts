import { defang } from '../domain/text/links.ts';
import type { CaseView } from '../services/cases/queue.ts';
import { describeThreat } from '../ui-text/describe-threat.ts';
import { dim, type Line, paragraph } from './line.ts';
import type { TerminalWords } from './text.ts';

/** The guess at the threat of a case and what spoke for it; nothing where nothing was guessed or said. */
export function drawThreat(
  { case: found, priority }: CaseView,
  { words, columns }: { words: TerminalWords; columns: number },
): Line[] {
  if (!priority.threat && !found.threat) return [];
  const { desk } = words;
  const { what, why } = describeThreat(priority.threat, found, desk);
  const reasons = why === '' ? [] : [`${desk.triage.because}: ${defang(why)}`, desk.triage.caution];
  return [
    ...paragraph(what, columns, { indent: '  ' }),
    ...reasons.flatMap((text) => paragraph(text, columns, { indent: '  ', style: dim })),
  ];
}
