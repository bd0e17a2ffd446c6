import { statusOf } from '../../src/domain/partners/referral.ts';
import { listReferrals } from '../../src/services/partners/referrals.ts';
import { listReportReferrals } from '../../src/services/partners/report-referrals.ts';
import type { Talk } from './citizens.ts';
import type { Played } from './play-night.ts';
import { MINUTE, partners } from './script.ts';

/** What a night is measured by: what was looked at, how many of them, and which of them are wrong. */
export interface Check {
  name: string;
  count: number;
  faults: string[];
}

/** Checks a night from what its people wrote, heard and saw, apart from what the post says of itself. */
export async function checkNight(played: Played): Promise<Check[]> {
  return [
    await checkEnds(played),
    await checkLives(played),
    checkConsents(played),
    checkWithdrawals(played),
    await checkSituations(played),
    checkTold(played),
    { name: 'nothing failed in any job', count: 1, faults: played.errors.map(String) },
  ];
}

/** Every report that its citizen agreed to pass on. */
async function checkEnds({ night: { deps }, talks }: Played): Promise<Check> {
  const referrals = new Map((await listReferrals(deps)).map((each) => [each.reference, each]));
  const proposed = new Map((await listReportReferrals(deps)).map((each) => [each.reference, each]));
  const all = talks.flatMap((talk) => talk.agreedTo.map((name) => ({ talk, name })));
  const faults = all.flatMap(({ talk, name }) => {
    const reference = referenceOf(talk, name);
    const referral = referrals.get(reference);
    const last = proposed.get(reference)?.steps.at(-1);
    if (last?.type === 'declined' && last.reason !== '') return [];
    if (talk.withdrawnAt !== undefined && (!referral || statusOf(referral) === 'ditarik'))
      return [];
    if (referral && (statusOf(referral) !== 'dikirim' || referral.escalations > 0)) return [];
    const state = referral ? statusOf(referral) : (last?.type ?? 'waits at the desk');
    return [`${reference} of ${talk.citizen.name} ends as ${state}`];
  });
  const name = 'every report ends acknowledged, escalated, withdrawn or declined with a reason';
  return { name, count: all.length, faults };
}

function referenceOf({ report }: Talk, partner: string): string {
  const id = partners.find(({ name }) => name === partner)?.id ?? '';
  return `${report}-${id}`.toUpperCase();
}

const SOON_MS = 5 * MINUTE;

/** Every threat to somebody's life that was forwarded and kept, or reported and agreed to. */
async function checkLives({ night: { deps }, talks, seen }: Played): Promise<Check> {
  const faults: string[] = [];
  let count = 0;
  const reports = new Map((await listReportReferrals(deps)).map((each) => [each.reference, each]));
  const firstAsked = new Map<string, number>();
  for (const { citizen, ticket, queuedAt } of talks) {
    if (citizen.type !== 'tip' || !citizen.claim.isForLife || queuedAt === undefined) continue;
    const found = await deps.store.cases.byTicket(ticket ?? '');
    const id = found?.ticket ?? citizen.name;
    firstAsked.set(id, Math.min(queuedAt, firstAsked.get(id) ?? queuedAt));
  }
  for (const talk of talks) {
    if (talk.citizen.type !== 'report' || !talk.citizen.report.isForLife) continue;
    for (const name of talk.agreedTo) {
      const proposed = reports.get(referenceOf(talk, name));
      if (proposed) firstAsked.set(proposed.reference, proposed.proposedAt);
    }
  }
  for (const [reference, at] of firstAsked) {
    count += 1;
    const after = (seen.get(reference) ?? Number.POSITIVE_INFINITY) - at;
    if (after > SOON_MS) faults.push(`${reference} was seen after ${after / MINUTE} minutes`);
  }
  return { name: 'every threat to life is seen by a person within five minutes', count, faults };
}

/** Everything that partners could read, by the marks of those who wrote it. */
function checkConsents({ talks, left }: Played): Check {
  const faults = new Set<string>();
  for (const { partner, way, content } of left) {
    const { name = '', kind = 'other' } = partners.find(({ id }) => id === partner) ?? {};
    const isAuthority = ['supervisor', 'commission', 'ministry', 'police'].includes(kind);
    for (const { citizen, agreedTo } of talks) {
      if (citizen.type === 'tip') continue;
      const { story, suspect, street, phone, reporter } = citizen.report.marks;
      const agreed = agreedTo.includes(name);
      const leaked = [
        content.includes(story) && !agreed && 'the story',
        content.includes(suspect) && !(agreed && isAuthority) && 'who is accused',
        content.includes(street) && !(agreed && isAuthority) && 'the street',
        content.includes(phone) && !(agreed && isAuthority) && 'a number',
        content.includes(reporter) && 'the name of the reporter',
      ];
      for (const what of leaked) {
        if (what !== false) faults.add(`${what} of ${citizen.name} reached ${partner} by ${way}`);
      }
    }
  }
  for (const fault of claimsThatLeaked({ talks, left })) faults.add(fault);
  const name = 'nothing reached a partner that its citizen did not agree to';
  return { name, count: left.length, faults: [...faults] };
}

/** A claim may go to a partner if somebody who forwarded it agreed; a number in it never. */
function claimsThatLeaked({ talks, left }: Pick<Played, 'talks' | 'left'>): string[] {
  const kept = new Set<string>();
  const all = new Set<string>();
  for (const { citizen, ticket } of talks) {
    if (citizen.type !== 'tip') continue;
    all.add(citizen.claim.mark);
    if (ticket !== undefined) kept.add(citizen.claim.mark);
  }
  const refused = [...all].filter((mark) => !kept.has(mark));
  return left.flatMap(({ content, partner }) => {
    const { claim = '' }: { claim?: string } = JSON.parse(content).referral ?? JSON.parse(content);
    const found = refused.filter((mark) => content.includes(mark));
    const number = /08\d\d[- ]?\d{4}/.test(claim) ? ['a number in a claim'] : [];
    return [...found, ...number].map((what) => `${what} reached ${partner}`);
  });
}

/** What was taken back is empty in all that left afterwards. */
function checkWithdrawals({ talks, left }: Played): Check {
  const gone = talks.filter(({ withdrawnAt }) => withdrawnAt !== undefined);
  const faults = gone.flatMap(({ citizen, withdrawnAt = 0 }) => {
    if (citizen.type !== 'report') return [];
    const marks = Object.values(citizen.report.marks);
    return left
      .filter(({ at, content }) => at > withdrawnAt && marks.some((mark) => content.includes(mark)))
      .map(({ partner }) => `${citizen.name} had withdrawn what still reached ${partner}`);
  });
  if (gone.length !== 2) faults.push(`${gone.length} citizens withdrew instead of two`);
  return { name: 'what was withdrawn leaves no more', count: gone.length, faults };
}

/** The figures of each situation report, from what citizens were told and what the store holds. */
async function checkSituations({
  night: { deps },
  talks,
  situations,
  correctedAt,
}: Played): Promise<Check> {
  const faults: string[] = [];
  const expectSame = (what: string, told: number, counted: number) => {
    if (told !== counted) faults.push(`${what}: ${told} in the report, ${counted} in the store`);
  };
  const referrals = await listReferrals(deps);
  for (const [n, { span, tables }] of situations.entries()) {
    const isWithin = (at: number | undefined) =>
      at !== undefined && at >= span.since && at < span.until;
    const kept = talks.filter(({ queuedAt }) => isWithin(queuedAt)).length;
    const sum = (rows: readonly { count: number }[]) =>
      rows.reduce((all, row) => all + row.count, 0);
    expectSame(`asks of ${n}`, sum(tables.asks), kept);
    const sent = referrals.filter(({ steps }) => isWithin(steps[0]?.at));
    expectSame(`referrals of ${n}`, sum(tables.referrals), sent.length);
    for (const { id, name } of partners) {
      const own = sent.filter(({ organisation }) => organisation === id).length;
      const row = tables.answers.find(({ who }) => who === name);
      expectSame(`${name} of ${n}`, row?.asked ?? -1, own);
      expectSame(
        `${name} of ${n}, by kind`,
        tables.referrals.reduce(
          (all, { partner, count }) => all + (partner === name ? count : 0),
          0,
        ),
        own,
      );
    }
    for (const { who, asked, inTime, late, waiting, withdrawn } of tables.answers) {
      expectSame(`${who} of ${n} as parts`, inTime + late + waiting + withdrawn, asked);
    }
    const corrections = isWithin(correctedAt) ? 1 : 0;
    expectSame(`corrections of ${n}`, tables.corrections.length, corrections);
  }
  return { name: 'the situation reports add up with the store', count: situations.length, faults };
}

/** Who agreed hears of every step of their report, and nobody else does. */
function checkTold({ talks, heard }: Played): Check {
  const told = Map.groupBy(heard, ({ to }) => to);
  const reporters = talks.filter(({ citizen }) => citizen.type === 'report');
  const faults = reporters.flatMap(({ citizen, agreedTo }) => {
    const texts = (told.get(citizen.name) ?? []).map(({ text }) => text).join('\n');
    const isTold = /Kami meneruskannya|\*tidak\* kami teruskan|sudah kami tarik|menarik/.test(
      texts,
    );
    return agreedTo.length > 0 && !isTold ? [`${citizen.name} never heard what became of it`] : [];
  });
  return { name: 'everybody who agreed hears what became of it', count: reporters.length, faults };
}
