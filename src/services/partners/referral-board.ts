import type { Case, Tip } from '../../domain/cases/case.ts';
import { isHeldBack } from '../../domain/cases/lifecycle.ts';
import { byUrgency } from '../../domain/cases/urgency.ts';
import type { Verdict } from '../../domain/fact-checks/verdicts.ts';
import type { CustodyEntry } from '../../domain/partners/custody.ts';
import {
  answerBy,
  type PrivateNote,
  type Recorder,
  type ReferralStep,
  recorderOf,
  standingOf,
  standings,
  statusOf,
} from '../../domain/partners/referral.ts';
import { defang } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { maskOwnNames } from '../../domain/text/mask-names.ts';
import { answerLabel } from '../../i18n/say.ts';
import { claimOf, wordingsOf } from '../fact-checks/claim-of.ts';
import { listOrganisations } from '../organisations/organisations.ts';
import {
  detailsInWords,
  type PartnerView,
  reportForPartner,
} from '../reports/report-for-partner.ts';
import { showReport } from '../reports/report-sheet.ts';
import { describeAnswer } from '../responses/describe-answer.ts';
import { linksOf } from './join-matter.ts';
import type { PartnerDeps } from './partner-deps.ts';
import {
  caseOf,
  findReferral,
  findSameMatter,
  listReferrals,
  type StoredReferral,
} from './referrals.ts';
import { findReportReferral, othersWith, type PageLists, reportOf } from './report-referrals.ts';

/** A referral in a list: nothing of what citizens wrote. */
export type BoardLine = ReturnType<typeof toLine>;

/** A step with who made it: the name of a person at the desk is for the desk alone. */
type ShownStep = Pick<ReferralStep, 'status' | 'at' | 'note' | 'confirmed' | 'reason'>;
export interface BoardStep extends ShownStep {
  recordedBy: Recorder;
  by?: string;
}

/** A referral as a partner may see it: masked, and no more of the case than they need to act. */
export interface BoardEntry extends BoardLine {
  steps: BoardStep[];
  /** Private notes between the desk and the partner; `by` is hidden like that of a step. */
  notes: (Omit<PrivateNote, 'by'> & { by?: string })[];
  /** Who received it, opened it and took files along; `by` is hidden like that of a step. */
  custody: (Omit<CustodyEntry, 'by'> & { by?: string })[];
  /** Empty once retention has erased the words of the case. */
  claim: string;
  /** References of the partner's other referrals about the same matter. */
  sameMatter: string[];
  /** Masked but whole, for those who act on them; programs get them broken. */
  links: string[];
  regions: string[];
  reports: number;
  /** What citizens answered to questions of flows, each answer once; files by their hashes. */
  answers?: ReturnType<typeof answersOf>;
  /** Whether citizens restrict the use of all that it says. */
  isRestricted?: true;
  verdict?: { verdict: Verdict; summary: string; url?: string | undefined; version: string };
  /** What else there is to know of a citizen's report, where it is one. */
  report?: Pick<
    PartnerView,
    'destinations' | 'happenedOn' | 'deadline' | 'evidence' | 'replies'
  > & {
    /** Who else has it: its citizen agreed to all of them at once, and that each knows the others. */
    sharedWith: string[];
  };
}

type Seeing = Pick<PartnerDeps, 'store' | 'clock' | 'settings' | 'script'>;

const MOST_CLAIM = 600;
const MOST_ANSWERS = 20;

/** All referrals, or those to one organisation: the urgent ones first, then the late ones, then by the time that is left. */
export async function listBoard(seeing: Seeing, organisation?: string): Promise<BoardLine[]> {
  const names = new Map((await listOrganisations(seeing)).map(({ id, name }) => [id, name]));
  const now = seeing.clock.now();
  const lines = (await listReferrals(seeing, organisation)).map((referral) =>
    toLine(referral, names.get(referral.organisation), now),
  );
  const rank = ({ standing }: BoardLine) => standings.indexOf(standing);
  const isOver = ({ standing }: BoardLine) => Number(standing === 'over');
  return lines.sort(
    (a, b) =>
      isOver(a) - isOver(b) || byUrgency(a, b) || rank(a) - rank(b) || a.answerBy - b.answerBy,
  );
}

/** One referral in full; an organisation sees its own alone. */
export async function viewReferral(seeing: Seeing, reference: string, organisation?: string) {
  const referral = await findReferral(seeing, reference);
  if (!referral) return undefined;
  if (organisation !== undefined && referral.organisation !== organisation) return undefined;
  const entry = await viewOf(seeing, referral);
  return organisation === undefined ? entry : forPartner(entry);
}

/** Takes out the names of people at the desk. */
export function forPartner(entry: BoardEntry): BoardEntry {
  return {
    ...entry,
    steps: entry.steps.map(({ by, ...step }) =>
      step.recordedBy === 'partner' && by !== undefined ? { ...step, by } : step,
    ),
    notes: entry.notes.map(withoutStaff),
    custody: entry.custody.map(withoutStaff),
  };
}

function withoutStaff<T extends { from: Recorder; by?: string }>({ by, ...entry }: T) {
  return entry.from === 'partner' && by !== undefined ? { ...entry, by } : entry;
}

/** A referral with what its case or its report tells a partner. */
export async function viewOf(
  seeing: Seeing,
  referral: StoredReferral,
  lists?: PageLists,
): Promise<BoardEntry> {
  const organisations = lists?.organisations ?? (await listOrganisations(seeing));
  const name = organisations.find(({ id }) => id === referral.organisation)?.name;
  const content =
    'report' in referral
      ? await tellReport(seeing, referral.reference, lists)
      : await tellCase(seeing, referral);
  return {
    ...toLine(referral, name, seeing.clock.now()),
    steps: referral.steps.map((step) => ({ ...step, recordedBy: recorderOf(step) })),
    notes: referral.notes ?? [],
    custody: custodyOf(referral),
    sameMatter: await findSameMatter(seeing, referral, lists?.referrals),
    ...content,
  };
}

/** The custody log, with what the partner's program has accepted. */
function custodyOf({ custody = [], parcels }: StoredReferral): BoardEntry['custody'] {
  const received = parcels.flatMap(({ event, deliveredAt: at }) =>
    at === undefined ? [] : { at, by: event, from: 'partner' as const, what: 'received' as const },
  );
  return [...received, ...custody].sort((a, b) => a.at - b.at);
}

type Content = Omit<BoardEntry, keyof BoardLine | 'steps' | 'notes' | 'custody' | 'sameMatter'>;

/** Nothing once the report is gone. */
async function tellReport(seeing: Seeing, reference: string, lists?: PageLists): Promise<Content> {
  const handOver = await findReportReferral(seeing, reference);
  const report = handOver && (await reportOf(seeing, handOver));
  if (!report) return { claim: '', links: [], regions: [], reports: 0 };
  const { isRestricted } = report;
  const shown = showReport(seeing, report, seeing.clock.now());
  const view = reportForPartner(shown, { ...handOver, isRestricted });
  const { account = '', publicLink, province, ...rest } = view;
  const { destinations, happenedOn, deadline, evidence, replies } = rest;
  const sharedWith = await othersWith(seeing, handOver, lists);
  return {
    claim: tidy(account),
    links: publicLink === undefined ? [] : [publicLink],
    regions: province === undefined ? [] : [province],
    reports: 1,
    ...(isRestricted && { isRestricted }),
    answers: detailsInWords(seeing, 'id', view.details),
    report: {
      destinations,
      happenedOn,
      deadline,
      evidence,
      replies: replies.map(tidy),
      sharedWith,
    },
  };
}

async function tellCase(seeing: Seeing, referral: StoredReferral): Promise<Content> {
  const { store } = seeing;
  const found = await caseOf(seeing, referral);
  const tips = found ? await store.cases.tipsOf(found.id) : [];
  const answers = answersOf(seeing, tips);
  const verdict = found && (await verdictOf(seeing, found));
  const known = found?.claim ?? '';
  const [first] = tips;
  const isFree = tips.some((tip) => wordingsOf(tip).includes(known));
  const claim = first && known && !isFree ? claimOf(first) : known;
  const isRestricted = claim !== '' && tips.length === 0;
  return {
    claim: isRestricted ? '' : tidy(maskOwnNames(claim)).slice(0, MOST_CLAIM),
    ...(isRestricted && { isRestricted }),
    links: linksOf(tips),
    regions: [...new Set(tips.flatMap(({ region }) => region ?? []))].toSorted(),
    reports: tips.length,
    ...(answers.length > 0 && { answers }),
    ...(verdict && { verdict }),
  };
}

/** Every answer that a case has under one name. */
function answersOf({ script }: Seeing, tips: readonly Tip[]) {
  const all = Map.groupBy(
    tips.flatMap(({ saved = [] }) => saved),
    ({ name }) => name,
  );
  return [...all].map(([name, answers]) => {
    const told = answers.flatMap(({ files = [], ...answer }) => [
      tidy(describeAnswer(script.locales, 'id', answer).text),
      ...files.map(({ sha256 }) => sha256),
    ]);
    const label = answerLabel(script.locales, 'id', name);
    const values = [...new Set(told)].filter((value) => value !== '').slice(0, MOST_ANSWERS);
    return { name, label, values };
  });
}

function toLine(referral: StoredReferral, name: string | undefined, now: number) {
  const { reference, organisation, threat, urgency = 'usual', steps } = referral;
  const { caseNumber, assignee, deleted, matter } = referral;
  return {
    reference,
    organisation,
    name: name ?? organisation,
    threat,
    urgency,
    status: statusOf(referral),
    standing: standingOf(referral, now),
    isReport: 'report' in referral,
    sentAt: steps[0]?.at ?? 0,
    answerBy: answerBy(referral),
    /** The same for all of the partner's referrals about one matter, where there are several. */
    ...(matter && { matter }),
    /** Number of the partner's own file, and who there works on it. */
    ...(caseNumber && { caseNumber }),
    ...(assignee && { assignee }),
    /** Since when the partner has deleted what was withdrawn. */
    ...(deleted && { deletedAt: deleted.at }),
  };
}

/** Returns the published verdict of a case, with a word that differs for each version. */
export async function verdictOf({ store, clock }: Pick<Seeing, 'store' | 'clock'>, referred: Case) {
  const { factCheck: id, status } = referred;
  if (isHeldBack(referred, clock.now())) return undefined;
  const found = id !== undefined && status === 'published' && (await store.factChecks.get(id));
  if (!found || found.retracted !== undefined) return undefined;
  const { verdict, summary, url } = found;
  const version = `${id}:${found.version}`;
  return { verdict, summary: summary ?? '', ...(url && { url }), version };
}

/** Masked once more, for a mask may have become better since, and such that nobody opens a link by accident. */
function tidy(text: string): string {
  return defang(maskPersonalData(text)).trim();
}
