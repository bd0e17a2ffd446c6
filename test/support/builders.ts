import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AppParts, startApp } from '../../src/app/app.ts';
import { Simulator, toDelivered, type Writing } from '../../src/channels/simulator/simulator.ts';
import type { Case, Tip } from '../../src/domain/cases/case.ts';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import type { PublishedFactCheck } from '../../src/domain/fact-checks/published-fact-check.ts';
import type { Announcement } from '../../src/domain/messages/announcement.ts';
import type { EvidenceReader } from '../../src/domain/messages/evidence.ts';
import type { Address, Message, Reply } from '../../src/domain/messages/message.ts';
import { defaultSettings, type Settings } from '../../src/domain/settings/settings.ts';
import type { Charge } from '../../src/domain/stats/charge.ts';
import { idle } from '../../src/engine/conversation.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { OpenJobs } from '../../src/jobs/running-jobs.ts';
import type { CardPainter, Picture } from '../../src/ports/card-renderer.ts';
import type { Channel, Outcome, Outgoing } from '../../src/ports/channel.ts';
import type { CaseCommit, TurnCommit } from '../../src/ports/commit.ts';
import type { Observe } from '../../src/ports/events.ts';
import type { FactCheckSource } from '../../src/ports/fact-check-source.ts';
import type { AskWayback, FetchPage } from '../../src/ports/fetch-page.ts';
import type { Signer } from '../../src/ports/signer.ts';
import type { Store } from '../../src/ports/store.ts';
import type { WebhookClient } from '../../src/ports/webhook-client.ts';
import type { IndexParts } from '../../src/services/fact-checks/fact-check-index.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { seededBytes } from './seeded-bytes.ts';
import { loadScript, MORNING } from './stage.ts';

let count = 0;

/** An id that no other builder has given. */
export function anId(): string {
  count += 1;
  return `id-${count}`;
}

export function anAddress(sender = anId(), changes: Partial<Address> = {}): Address {
  return { channel: 'terminal', account: 'posko', chat: sender, sender, ...changes };
}

export function aMessage(changes: Partial<Message> = {}): Message {
  return {
    type: 'message',
    id: anId(),
    kind: 'text',
    text: 'Besok semua bank tutup sebulan',
    sentAt: MORNING,
    forwarded: true,
    forwardingScore: 1,
    ...changes,
  };
}

export function aReply(changes: Partial<Reply> = {}): Reply {
  return { id: anId(), text: 'Kami belum menemukan cek fakta.', choices: [], ...changes };
}

/** A picture of one dot. */
export function aPicture(): Picture {
  return {
    name: 'kartu.png',
    mime: 'image/png',
    bytes: new Uint8Array(Buffer.from(DOT, 'base64')),
  };
}

const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** A reply on its way to an address, at the first attempt. */
export function anOutgoing(to: Address, reply = aReply()): Outgoing {
  return { id: reply.id, to, reply, attempts: 0, claim: 0, isUnsure: false, heardAt: MORNING };
}

export function aCase(changes: Partial<Case> = {}): Case {
  const id = changes.id ?? anId();
  return {
    id,
    ticket: id.toUpperCase().replace('ID-', 'T'),
    status: 'open',
    claim: `Besok bank nomor ${id} tutup sebulan`,
    claimKey: `bank ${id}`,
    openedAt: MORNING,
    fence: 0,
    revision: 0,
    ...changes,
  };
}

export function aTip(changes: Partial<Tip> & Pick<Tip, 'case'>): Tip {
  return {
    id: anId(),
    text: 'Besok semua bank tutup sebulan',
    kind: 'text',
    media: [],
    links: [],
    forwardingScore: 1,
    at: MORNING,
    language: 'id',
    ...changes,
  };
}

export function aFactCheck(changes: Partial<PublishedFactCheck> = {}): PublishedFactCheck {
  return {
    id: anId(),
    title: 'Bank tidak tutup sebulan',
    verdict: 'salah',
    org: 'Posko',
    language: 'id',
    narratives: ['Besok semua bank tutup sebulan'],
    summary: 'Semua bank buka seperti biasa menurut otoritasnya.',
    version: 1,
    changedAt: MORNING,
    ...changes,
  };
}

/** A verdict to be announced for a case. */
export function anAnnouncement(changes: Partial<Announcement> = {}): Announcement {
  return { id: anId(), news: 'verdict', ...changes };
}

/** A turn of a citizen that changes nothing unless told to. */
export function aTurn(changes: Partial<TurnCommit> & Pick<TurnCommit, 'citizen'>): TurnCommit {
  return {
    revision: 0,
    profile: newProfile('id', MORNING),
    conversation: idle,
    due: null,
    done: [],
    replies: [],
    changes: [],
    tallies: {},
    now: MORNING,
    ...changes,
  };
}

/** A reviewer's action that changes nothing unless told to. */
export function aCaseCommit(changes: Partial<CaseCommit> = {}): CaseCommit {
  return { cases: [], history: [], ...changes };
}

/** Begins to send a citizen's next reply, and ends the attempt; returns the reply's id. */
export async function endNext(
  store: Store,
  citizen: string,
  outcome: Outcome = { type: 'sent', at: MORNING },
  now = Number.MAX_SAFE_INTEGER,
): Promise<string> {
  const outgoing = await store.outbox.next(citizen, now);
  const attempt = outgoing && (await store.outbox.begin(outgoing));
  if (!attempt) throw new Error('there is nothing to send');
  await store.outbox.end(attempt, outcome);
  return attempt.id;
}

/** Keeps one message. */
export async function keepMessage(store: Store, from: Address, message: Message, at: number) {
  const [kept] = await store.turns.keepMessages([{ from, message }], at);
  return kept ?? { citizen: '', isNew: false };
}

/** A citizen with one letter in the inbox; returns their pseudonym. */
export async function aCitizen(store: Store, from = anAddress(), at = MORNING): Promise<string> {
  const { citizen } = await keepMessage(store, from, aMessage({ sentAt: at }), at);
  return citizen;
}

/** Puts replies into a citizen's outbox with the next turn; returns their ids. */
export async function sayTo(store: Store, citizen: string, ...texts: string[]): Promise<string[]> {
  const state = await store.turns.readTurn(citizen);
  const replies = texts.map((text) => aReply({ text }));
  const revision = state?.revision ?? 0;
  await store.turns.commitTurn(aTurn({ citizen, revision, replies }));
  return replies.map(({ id }) => id);
}

/** A folder that is gone when the test is over. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'posko-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function aMasterKey(): Uint8Array {
  return randomBytes(32);
}

/** What `aPost` needs to know beyond its store. */
interface PostOptions {
  clock?: VirtualClock;
  seed?: string;
  channel?: Channel;
  settings?: Partial<Settings>;
  painter?: CardPainter | undefined;
  sweepMs?: number;
  jobs?: OpenJobs | undefined;
  observe?: Observe;
  reader?: EvidenceReader;
  factCheckSource?: FactCheckSource;
  fetchPage?: FetchPage;
  askWayback?: AskWayback;
  courier?: WebhookClient;
  signLink?: Signer;
  engines?: IndexParts['engines'];
  watch?: AppParts['watch'];
}

/** A running post on a store, whose channel shows a reply once; `heard` is what citizens see. */
export async function aPost(store: Store, options: PostOptions = {}) {
  const { clock = new VirtualClock(MORNING), seed = anId(), settings } = options;
  const heard: { to: string; text: string }[] = [];
  const errors: unknown[] = [];
  const seen = new Set<string>();
  const channel = new Simulator('terminal', (to, { id, text }) => {
    if (!seen.has(id)) heard.push({ to, text });
    seen.add(id);
  });
  const post = await startApp({
    store,
    script: loadScript(),
    clock,
    settings: { ...defaultSettings, quietMs: 0, ...settings },
    channels: [options.channel ?? channel],
    jobs: options.jobs,
    painter: options.painter,
    observe: options.observe,
    reader: options.reader,
    factCheckSource: options.factCheckSource,
    fetchPage: options.fetchPage,
    askWayback: options.askWayback,
    courier: options.courier,
    signLink: options.signLink,
    engines: options.engines,
    watch: options.watch,
    sweepMs: options.sweepMs ?? 60_000,
    onError: (error) => errors.push(error),
    randomBytes: seededBytes(seed),
  });
  const write = async (citizen: string, text: string, changes: Partial<Writing> = {}) => {
    const writing = { text, ...changes };
    const by = { channel: 'terminal', citizen, now: clock.now() };
    await receive(post.deps, [toDelivered(by, writing)]);
    await post.settle();
  };
  return {
    ...post,
    clock,
    heard,
    errors,
    write,
    /** Forwards a text nobody has checked, agrees, and skips the questions. */
    async report(citizen: string, text: string) {
      await write(citizen, text, { forwarded: true });
      await write(citizen, 'ya');
      await write(citizen, 'cukup');
    },
    wait: (ms: number) => clock.advance(ms, () => post.settle()),
  };
}

/** What WhatsApp charges for a message to an Indonesian number. */
export function aCharge(changes: Partial<Charge> = {}): Charge {
  const purpose = { priority: 'answer', flow: 'tip' } as const;
  const price = { market: '62', category: 'service', type: 'regular' };
  return { key: anId(), at: MORNING, ...price, purpose, ...changes };
}
