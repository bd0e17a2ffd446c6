import { checkReport } from '../../domain/reports/completeness.ts';
import { destinationsOf } from '../../domain/reports/destinations.ts';
import type { Report } from '../../domain/reports/report.ts';
import { electionsIn } from '../../domain/voters/election.ts';
import type { ReportSheet } from '../../ports/report-printer.ts';
import type { ResponseDeps } from '../responses/response-deps.ts';
import { destinationText } from './report-contacts.ts';
import { deadlineText, fieldsOf, type Shown, wordsIn } from './report-text.ts';

/** A prepared report with its surroundings at a time. */
export function showReport(
  { settings }: Pick<ResponseDeps, 'settings'>,
  report: Report,
  now: number,
) {
  const regions = [report.province];
  const isElectionNear = electionsIn('near', settings.elections, { now, regions }).length > 0;
  return { report, surroundings: { isElectionNear }, now };
}

/** A report on paper, in a language. */
export function reportSheet(
  deps: Pick<ResponseDeps, 'script' | 'settings'>,
  language: string,
  shown: Shown,
): ReportSheet {
  const { report, surroundings, now } = shown;
  const words = wordsIn(deps, language);
  const [first] = destinationsOf(report, surroundings);
  const { formal, material } = first
    ? checkReport(report, first, now)
    : { formal: [], material: [] };
  const address = first && destinationText({ script: deps.script, language, now }, first);
  const deadline = deadlineText(words, language, shown);
  return {
    id: report.id,
    language,
    title: `${words('report.paper')} ${report.id}`,
    notice: words('report.paper-notice', { post: deps.settings.post }),
    ways: [
      address === undefined
        ? plain(words('report.nowhere'))
        : words('report.paper-to', { address }),
      ...(deadline === undefined ? [] : [plain(deadline)]),
    ],
    fields: fieldsOf(report, words, language),
    checks: {
      title: plain(words('report.paper-check')),
      all: [...formal, ...material].map(({ need, isMet }) => ({
        label: words(`report.need.${need}`),
        isMet,
      })),
    },
  };
}

/** Our own words without WhatsApp's marks; what the citizen wrote is never touched. */
function plain(text: string): string {
  return text.replaceAll('*', '').replace(/\n+/g, ' ');
}
