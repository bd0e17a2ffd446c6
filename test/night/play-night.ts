import { openMemoryStore } from '../../src/app/open-store.ts';
import { toDelivered } from '../../src/channels/simulator/simulator.ts';
import type { Role } from '../../src/domain/accounts/permissions.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { WebhookClient } from '../../src/ports/webhook-client.ts';
import { savePerson } from '../../src/services/accounts/people.ts';
import { createMonitor } from '../../src/services/duty/monitor.ts';
import { addChange, setCallList } from '../../src/services/duty/roster.ts';
import { correctFactCheck } from '../../src/services/fact-checks/submit-change.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { addOrganisation, bindMember } from '../../src/services/organisations/organisations.ts';
import { findReferral } from '../../src/services/partners/referrals.ts';
import { addRule } from '../../src/services/partners/routing.ts';
import { countSituation, type Situation } from '../../src/services/situation/count-situation.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { addWithPassword, quickSecrets } from '../support/gate.ts';
import { answerTo, newTalk, type Talk } from './citizens.ts';
import {
  castCitizens,
  drawLots,
  EVENING,
  GAP,
  HOUR,
  type Lots,
  MINUTE,
  NIGHT_MS,
  type NightPartner,
  partners,
} from './script.ts';
import { answerAMinute, type Worker, workAMinute } from './staff.ts';

/** Something that a partner could read: by which way, and when. */
export interface Left {
  partner: string;
  way: 'webhook' | 'board';
  content: string;
  at: number;
}

/** A night as its people see it. */
export interface Night {
  deps: Awaited<ReturnType<typeof aPost>>['deps'];
  lots: Lots;
  partners: readonly NightPartner[];
  now(): number;
  /** When somebody was last called by e-mail. */
  calledAt: Map<string, number>;
  /** Notes that a person has seen a case or a report. */
  see(reference: string): void;
  note(what: string): void;
  leave(partner: string, way: Left['way'], content: string): void;
}

/** What a night was, for those who check it. */
export interface Played {
  night: Night;
  talks: readonly Talk[];
  seen: ReadonlyMap<string, number>;
  left: readonly Left[];
  situations: readonly Situation[];
  heard: readonly { to: string; text: string }[];
  notes: ReadonlyMap<string, number>;
  errors: readonly unknown[];
  correctedAt: number | undefined;
  close(): Promise<void>;
}

const at = (hours: number) => EVENING + hours * HOUR;
/** Six people at the desk; the first on the call list sleeps through everything. */
const workers: readonly Worker[] = [
  worker('Rina', 'reviewer', [at(0), GAP.start]),
  worker('Budi', 'reviewer', [at(0), at(6)]),
  worker('Edi', 'editor', [at(0), GAP.start]),
  worker('Sari', 'editor', [GAP.end, at(15)]),
  worker('Tono', 'reviewer', [GAP.end, at(15)]),
  { ...worker('Umi', 'reviewer', [at(10), at(15)]), hearsCalls: false },
];

function worker(name: string, role: Role, [start, end]: [number, number]): Worker {
  return { name, role, shifts: [{ start, end }], hearsCalls: true };
}

/** Plays an election night in virtual time, minute by minute, on the real services and a store in memory. */
export async function playNight({
  tips,
  reports,
  seed,
  tell = () => {},
}: {
  tips: number;
  reports: number;
  seed: number;
  tell?(hour: string): void;
}): Promise<Played> {
  const lots = drawLots(seed);
  const clock = new VirtualClock(EVENING);
  const left: Left[] = [];
  const leave: Night['leave'] = (partner, way, content) =>
    void left.push({ partner, way, content, at: clock.now() });
  const courier: WebhookClient = async ({ organisation, body }) => {
    const isDown = partners.some(({ id, isDown: down }) => id === organisation.id && down);
    if (isDown) return { type: 'failed', why: 'HTTP 503' };
    leave(organisation.id, 'webhook', body);
    return { type: 'brought', status: 200 };
  };
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store, { clock, courier, seed: `${seed}`, sweepMs: MINUTE });
  const [seen, notes, calledAt] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const night: Night = {
    ...{ deps: post.deps, lots, partners, calledAt, leave },
    now: () => clock.now(),
    see: (reference) => void (seen.has(reference) || seen.set(reference, clock.now())),
    note: (what) => void notes.set(what, (notes.get(what) ?? 0) + 1),
  };
  const officers = await openPost(night);
  const monitor = createMonitor(post.deps, {
    ways: { mail: async ({ to }) => void calledAt.set(nameOf(to), clock.now()) },
    ...{ escalateMs: 15 * MINUTE, isWorker: true, hasJobs: () => true },
  });
  const talks = castCitizens(lots, { tips, reports }).map(newTalk);
  const byName = new Map(talks.map((talk) => [talk.citizen.name, talk]));
  const hearSince = (from: number) => {
    hear(byName, post.heard.slice(from), clock.now());
    return post.heard.length;
  };
  let read = 0;
  const situations: Situation[] = [];
  let correctedAt: number | undefined;
  for (let minute = 0; minute < NIGHT_MS / MINUTE; minute += 1) {
    await writeAMinute(post, night, byName);
    read = hearSince(read);
    await monitor.look();
    for (const each of workers) await workAMinute(night, each);
    for (const { partner, name } of officers) await answerAMinute(night, partner, name);
    if (minute > 4 * 60) correctedAt ??= await correctOne(night);
    if (minute > 5 * 60) await withdrawTwo(night, talks);
    await clock.advance(MINUTE, post.settle);
    read = hearSince(read);
    if ((minute + 1) % 60 === 0) tell(`${(minute + 1) / 60} h, ${post.heard.length} messages`);
    if ((minute + 1) % 360 === 0 || minute + 1 === NIGHT_MS / MINUTE) {
      const until = clock.now();
      const since = Math.max(EVENING, until - 6 * HOUR);
      situations.push(await countSituation(post.deps, { since, until }));
    }
  }
  const { heard, errors } = post;
  const close = async () => {
    await post.close();
    await store.close();
  };
  return { night, talks, seen, left, situations, heard, notes, errors, correctedAt, close };
}

/** Accounts, partners, rules, the roster with its gap, and the call list. */
async function openPost({ deps }: Night) {
  const secrets = quickSecrets(aMasterKey());
  const gate = { ...deps, secrets, rules: { post: 'Posko', totpFrom: 'admin' as const } };
  const add = async (name: string, role: Role) => {
    const { account } = await addWithPassword(gate, { name, role });
    return account.id;
  };
  for (const { name, role, shifts } of workers) {
    await add(name, role);
    await savePerson(deps, name, { email: `${name.toLowerCase()}@posko.example` });
    for (const shift of shifts)
      await addChange(deps, { type: 'on', reviewer: name, ...shift }, 'Edi');
  }
  await setCallList(deps, ['Umi', 'Tono', 'Sari', 'Rina'], 'Edi');
  const officers: { partner: NightPartner; name: string }[] = [];
  for (const partner of partners) {
    const { id, name, kind, threats, regions, hasWebhook } = partner;
    const webhook = hasWebhook ? { webhook: `https://${id}.example/posko` } : {};
    await addOrganisation(deps, { id, name, kind, ...webhook }, 'Edi');
    for (const nickname of ['Satu', 'Dua']) {
      const officer = `${id} ${nickname}`;
      const account = await add(officer, 'partner');
      await bindMember(deps, { id, by: 'Edi', account });
      officers.push({ partner, name: officer });
    }
    const rule = { threats, regions, nearElection: false, organisation: id, answerHours: 2 };
    await addRule(deps, rule, 'Edi');
  }
  return officers;
}

function nameOf(email: string): string {
  const [name = ''] = email.split('@');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** All whose turn it is write, each what follows from what they have heard since. */
async function writeAMinute(
  post: Awaited<ReturnType<typeof aPost>>,
  { lots, now }: Night,
  talks: ReadonlyMap<string, Talk>,
): Promise<void> {
  for (const talk of talks.values()) {
    if (talk.nextAt === undefined || talk.nextAt > now()) continue;
    const text = answerTo(talk, talk.unread.splice(0).join('\n'));
    const pause = MINUTE * (1 + Math.floor(3 * lots.random()));
    talk.nextAt = text === undefined ? undefined : now() + pause;
    if (text === undefined) continue;
    const by = { channel: 'terminal', citizen: talk.citizen.name, now: now() };
    const forwarded = talk.turns === 1 && talk.citizen.type === 'tip';
    await receive(post.deps, [toDelivered(by, { text, forwarded })]);
  }
  await post.settle();
}

/** What citizens have heard lies with them until they write; a ticket says that their message is kept. */
function hear(talks: ReadonlyMap<string, Talk>, news: Played['heard'], at: number): void {
  for (const { to, text } of news) {
    const talk = talks.get(to);
    talk?.unread.push(text);
    const ticket = text.match(/Nomor pemeriksaan: \*(\w{4,})\*/)?.[1];
    if (talk && ticket !== undefined) Object.assign(talk, { ticket, queuedAt: at });
  }
}

/** Corrects the first verdict that stands for a while. */
async function correctOne({ deps, now }: Night): Promise<number | undefined> {
  const [found] = await deps.store.factChecks.latest(1);
  if (!found) return undefined;
  const changes = {
    verdict: 'sebagian_benar',
    summary: 'Daftarnya ada, tetapi milik tahun lalu.',
  } as const;
  const done = await correctFactCheck(deps, found.id, {
    ...changes,
    by: 'Edi',
    why: 'Daftar baru.',
  });
  return done.type === 'refused' ? undefined : now();
}

/** One citizen takes their consent back, another erases all; each once their report is with a partner. */
async function withdrawTwo({ deps, now }: Night, talks: readonly Talk[]): Promise<void> {
  const gone = talks.filter(({ withdrawnAt }) => withdrawnAt !== undefined);
  const words = [['tarik izin'], ['hapus data saya', 'ya, hapus']][gone.length];
  if (!words) return;
  for (const talk of talks) {
    const [name] = talk.agreedTo;
    const partner = partners.find((each) => each.name === name);
    if (talk.withdrawnAt !== undefined || talk.report === undefined || !partner) continue;
    const referral = await findReferral(deps, `${talk.report}-${partner.id}`);
    if (!referral) continue;
    for (const text of words) {
      const by = { channel: 'terminal', citizen: talk.citizen.name, now: now() };
      await receive(deps, [toDelivered(by, { text })]);
    }
    talk.withdrawnAt = now();
    return;
  }
}
