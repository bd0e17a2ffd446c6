import { toTicket } from '../../domain/cases/ticket.ts';
import { MAX_ACCOUNT, newReport, type ReportThreat } from '../../domain/reports/report.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { openFrame } from '../../engine/conversation.ts';
import { type Call, textOf } from '../../ports/turn.ts';
import { type Trouble, troubles } from '../../triage/trouble/read-rules.ts';
import { helpText } from '../reports/report-contacts.ts';
import { draftOf, keepReport, MAX_REPORTS } from '../reports/report-drafts.ts';

/** Names whom to call for the trouble that a citizen tells of; every other question is called off, since none of them matters now. */
export const helpInTrouble: Call<Trouble | 'again'> = ({ tipline, turn, values }) => {
  const kind = troubles.find((name) => name === values.kind) ?? 'unsure';
  const isAgain = turn.now - Number(values.helpedAt ?? 0) < DAY_MS;
  const open = openFrame(turn.conversation);
  turn.conversation = { frames: open ? [open] : [] };
  const draft = draftOf(turn);
  if (draft && kind !== 'unsure') keepReport(turn, { ...draft, isWarned: true });
  const reading = { script: tipline.script, language: turn.profile.language, now: turn.now };
  return {
    outcome: isAgain ? 'again' : kind,
    values: {
      helpedAt: turn.now,
      emergency: helpText(reading, 'emergency'),
      childHelp: helpText(reading, 'child-help'),
      crisisLine: helpText(reading, 'crisis-line'),
      scamHelp: helpText(reading, 'iasc'),
      scamReport: helpText(reading, 'scam-report'),
    },
  };
};

const DAY_MS = 86_400_000;

/** Begins the report that fits the trouble with what was told of it; one that is not finished goes on instead. */
export const beginFittingReport: Call<'begun'> = ({ tipline, turn, values }) => {
  const begun = { outcome: 'begun' as const, values: { begun: 1 } };
  if (draftOf(turn) || (turn.profile.reports?.length ?? 0) >= MAX_REPORTS) return begun;
  const threat = THREATS[textOf(values.kind)] ?? 'violence';
  const id = `L${toTicket(tipline.randomBytes(6), 5)}`;
  const report = { ...newReport(id, threat, turn.now), isWarned: true };
  const account = maskPersonalData(textOf(values.story).trim()).slice(0, MAX_ACCOUNT);
  const told = { account: account.toWellFormed(), settled: ['account' as const] };
  keepReport(turn, account === '' ? report : { ...report, ...told });
  return begun;
};

const THREATS: Readonly<Record<string, ReportThreat>> = { scammed: 'scam', installed: 'scam' };
