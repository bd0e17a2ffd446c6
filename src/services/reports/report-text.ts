import bawasluForm from '../../domain/reports/bawaslu-form.json' with { type: 'json' };
import { type Checked, checkReport, hasDeadline } from '../../domain/reports/completeness.ts';
import {
  destinationsOf,
  hasPublicLink,
  type Surroundings,
} from '../../domain/reports/destinations.ts';
import { clockOf, isOfElection, type Report, type When } from '../../domain/reports/report.ts';
import { isoOf, weekdayOf } from '../../domain/time/calendar.ts';
import { formatDay } from '../../i18n/format-date.ts';
import { say } from '../../i18n/say.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import type { ResponseDeps } from '../responses/response-deps.ts';
import { destinationText, isVerified } from './report-contacts.ts';

export interface Shown {
  report: Report;
  surroundings: Surroundings;
  now: number;
}
type Words = (key: string, fill?: Readonly<Record<string, unknown>>) => string;
type Writer = Pick<ResponseDeps, 'script'>;

/** What the citizen does with the report: where it belongs, until when, and what it lacks. */
export function reportHead(deps: Writer, language: string, shown: Shown): string {
  const words = wordsIn(deps, language);
  const { report, surroundings, now } = shown;
  const [first, ...rest] = destinationsOf(report, surroundings);
  const others = rest.filter((name) => isVerified(deps.script, name));
  const address = (name: NonNullable<typeof first>) =>
    destinationText({ script: deps.script, language, now }, name);
  const parts = [words('report.head', { id: report.id })];
  if (isOfContent(report) && !hasPublicLink(report)) parts.push(words('report.no-takedown'));
  if (first === undefined) return [...parts, words('report.nowhere')].join('\n\n');
  parts.push(words('report.where', { address: address(first) }));
  if (others.length > 0) {
    const lines = others.map((name) => `• ${address(name)}`).join('\n');
    parts.push(words('report.also', { lines }));
  }
  const deadline = deadlineText(words, language, shown);
  if (deadline !== undefined) parts.push(deadline);
  const { formal, material } = checkReport(report, first, now);
  const list = [...formal, ...material].map((checked) => checkLine(words, checked)).join('\n');
  parts.push(words('report.check', { list }));
  if (first === 'bawaslu-report') parts.push(words('report.bring'));
  return parts.join('\n\n');
}

/** Whether a report is about something that was posted, and so could be taken down. */
function isOfContent({ threat }: Report): boolean {
  return threat === 'hate' || threat === 'bullying' || threat === 'public-hoax';
}

/** The report itself, to be copied: only what the citizen has said. */
export function reportBody(
  deps: Writer & Pick<ResponseDeps, 'settings'>,
  language: string,
  shown: Shown,
): string {
  const words = wordsIn(deps, language);
  const date = formatDay(shown.now, language);
  const lines = fieldsOf(shown.report, words, language).map(
    ({ label, value }) => `*${label}:* ${value}`,
  );
  const title = words('report.title', { id: shown.report.id, post: deps.settings.post, date });
  return [title, ...lines].join('\n');
}

/** What a report holds, as labels and values in a language; in the order of the form. */
export function fieldsOf(report: Report, words: Words, language: string) {
  const { reporter, evidence } = report;
  const proofs = evidence.map(({ kind, sha256 }) => {
    const name = words(kind === 'text' ? 'report.told' : `kinds.${kind}`);
    return sha256 === undefined ? name : `${name} (SHA-256 ${sha256})`;
  });
  const all: [string, string | undefined][] = [
    ['matter', words(`report.threat.${report.threat}`)],
    ['account', report.account],
    ['when', whenText(report.when, language)],
    ['known', whenText(report.known, language)],
    ['place', report.place],
    ['suspect', report.suspect],
    ['link', report.link],
    ['witnesses', report.witnesses],
    ['evidence', proofs.length === 0 ? undefined : proofs.join('; ')],
    ['name', reporter?.name],
    ['address', reporter?.address],
    ['phone', reporter?.phone],
  ];
  const form = isOfElection(report) ? bawasluForm : [];
  const sorted = all.toSorted(([a], [b]) => form.indexOf(a) - form.indexOf(b));
  return sorted.flatMap(([key, value]) =>
    value === undefined ? [] : { key, label: words(`report.field.${key}`), value },
  );
}

export function wordsIn({ script }: Writer, language: string): Words {
  return (key, fill = {}) => say(script.locales, language, key, fill);
}

function whenText(when: When | undefined, language: string): string | undefined {
  if (!when) return undefined;
  if (when.day === undefined) return when.said;
  const day = formatDay(when.day, language);
  return when.said === when.day ? day : `${day} (“${when.said}”)`;
}

/** Until when a report has to be in; undefined where no deadline runs. */
export function deadlineText(words: Words, language: string, { report, now }: Shown) {
  if (!hasDeadline(report)) return undefined;
  const { day, zone, deadlineAt, countsWorkdays } = clockOf(report);
  const date = formatDay(isoOf(day), language);
  const counting = countsWorkdays ? '-workdays' : '';
  if (now > deadlineAt) return words(`report.late${counting}`, { date });
  const isSure = report.known?.day !== undefined;
  const key = isSure ? `report.deadline${counting}` : 'report.deadline-unsure';
  const said = words(key, { date, zone });
  return weekdayOf(day) >= 5 ? `${said} ${words('report.weekend')}` : said;
}

export function checkLine(words: Words, { need, isMet }: Checked): string {
  return `${isMet ? '✅' : '⬜'} ${words(`report.need.${need}`)}`;
}

/** One line about a prepared report: what it is about and how long there is. */
export function reportLine(deps: Pick<ResponseDeps, 'script'>, turn: Turn, report: Report): string {
  const words = wordsFor(deps, turn);
  const { id, isFiled } = report;
  const threat = words(`report.threat.${report.threat}`);
  if (isFiled) return words('report.line-filed', { id, threat });
  if (!hasDeadline(report)) return words('report.line', { id, threat });
  const { day, zone, deadlineAt } = clockOf(report);
  const date = formatDay(isoOf(day), turn.profile.language);
  if (turn.now > deadlineAt) return words('report.line-late', { id, threat, date });
  return words('report.line-deadline', { id, threat, date, zone });
}
