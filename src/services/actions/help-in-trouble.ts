import { openFrame } from '../../engine/conversation.ts';
import { textOf } from '../../ports/turn.ts';
import { type Trouble, troubles, troublesOfMoney } from '../../triage/trouble/read-rules.ts';
import { helpLines, readingOf } from '../reports/report-contacts.ts';
import { draftOf, saveReport } from '../reports/report-drafts.ts';
import { action } from './action.ts';
import type { ReportDeps } from './prepare-report.ts';

/** What is answered to those who write on in their trouble. */
const later = [
  'again',
  'again-suicide',
  'again-scam',
  'briefly',
  'briefly-suicide',
  'heard',
  'heard-suicide',
  'over',
  'quiet',
] as const;

/** Names whom to call for the trouble that a citizen tells of; every other question is called off, since none of them matters now. */
export const helpInTrouble = action([...troubles, ...later], (deps: ReportDeps, turn, values) => {
  const kind = troubles.find((name) => name === values.kind) ?? 'unsure';
  const open = openFrame(turn.conversation);
  const sign = textOf(values.sign);
  const isSame = turn.conversation.topic?.name === kind;
  const isAgain = isSame && (kind !== 'unsure' || sign !== ''); // another one may be
  const told = isAgain ? (turn.conversation.topic?.told ?? 0) + 1 : 0;
  const topic = { name: kind, at: turn.now, told };
  turn.conversation = { frames: open ? [open] : [], topic };
  const draft = draftOf(turn);
  if (draft && kind !== 'unsure') saveReport(turn, { ...draft, isWarned: true });
  const outcome = isAgain ? laterAnswer(kind, sign, told) : kind;
  const lines = helpLines(readingOf(deps, turn));
  const named = troublesOfMoney.has(kind) ? ['scamHelp'] : ['emergency', 'childHelp'];
  const line = named.map((name) => lines[name]).join(' ');
  return { outcome, values: { ...lines, line } };
});

/** Numbers are named again unless all is well; in despair always, but for those who want no more of them. */
function laterAnswer(kind: Trouble, sign: string, told: number): (typeof later)[number] {
  const isBrief = told % FULL_EVERY !== 1;
  if (kind === 'suicide') {
    if (sign === 'over' || sign === 'stop') return 'quiet';
    if (sign === 'heard') return 'heard-suicide';
    return isBrief ? 'briefly-suicide' : 'again-suicide';
  }
  if (sign === 'over') return 'over';
  if (sign === 'heard' || sign === 'stop') return 'heard';
  if (isBrief) return 'briefly';
  return troublesOfMoney.has(kind) ? 'again-scam' : 'again';
}

/** Who writes on gets the whole help once more, and then only with every fourth message. */
const FULL_EVERY = 4;
