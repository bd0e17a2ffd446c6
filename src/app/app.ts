import { randomBytes } from 'node:crypto';
import type { Script } from '../domain/content/bot-content.ts';
import type { EvidenceReader } from '../domain/messages/evidence.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { LocalJobs } from '../jobs/local/local-jobs.ts';
import type { JobsHealth, OpenJobs } from '../jobs/running-jobs.ts';
import type { Embedder } from '../matching/embedder.ts';
import type { CardPainter, Sender } from '../ports/card-renderer.ts';
import { type Channel, wayOf } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import { type Observe, observeNothing } from '../ports/events.ts';
import type { Gatherer } from '../ports/fact-check-source.ts';
import type { LinkReader } from '../ports/link-reader.ts';
import type { Sign } from '../ports/signer.ts';
import type { IndexShelf, Store } from '../ports/store.ts';
import type { Courier } from '../ports/webhook-client.ts';
import { OpenCases } from '../services/cases/open-case-index.ts';
import { follow } from '../services/conversation/refresh.ts';
import { takeTurns } from '../services/conversation/take-turn.ts';
import { dropOldAlarms } from '../services/duty/alerts.ts';
import { dropOldNotes } from '../services/duty/shift-notes.ts';
import type { Writes } from '../services/duty/store-writes.ts';
import { createCardShelf } from '../services/fact-checks/card-cache.ts';
import { FactCheckIndex } from '../services/fact-checks/fact-check-index.ts';
import { dropOldDrafts } from '../services/fact-checks/import-draft.ts';
import { refreshDue } from '../services/fact-checks/refresh-sources.ts';
import { sendReplies } from '../services/messaging/send-replies.ts';
import { tendReferrals } from '../services/partners/process-referrals.ts';
import { retain } from '../services/privacy/retention.ts';
import { ContactBook } from '../services/settings/contacts.ts';
import { SettingsBook } from '../services/settings/settings.ts';
import { countMonths } from '../services/transparency/monthly-reports.ts';
import { VoterBook } from '../services/voters/voter-answers.ts';
import { newMemory, type Tipline } from './context.ts';
import { placesOf } from './exclusive-queues.ts';
import { repeat } from './repeat.ts';
import { openWatch, type WatchSettings } from './start-monitor.ts';
import { sweep } from './sweep.ts';

/** The parts of a post. */
export interface PostParts {
  store: Store;
  script: Script;
  clock: Clock;
  settings: Settings;
  /** Whether the settings stay, whatever operators change in the store: a conversation that is played goes by its own settings. */
  hasFixedSettings?: boolean;
  channels: readonly Channel[];
  /** Whether it takes turns, sends and sweeps; otherwise it does only what its own channels alone can do. */
  isWorker?: boolean;
  embedder?: Embedder | undefined;
  /** Reads the pages that messages name, where that is wanted. */
  links?: LinkReader | undefined;
  /** Reads the files that come with messages. */
  reader?: EvidenceReader | undefined;
  /** Paints the cards that citizens ask for; where nothing is given they get the words alone. */
  painter?: CardPainter | undefined;
  /** Where the index lies between two starts. */
  shelf?: IndexShelf | undefined;
  /** Wakes and runs jobs; within this process where nothing else is given. */
  jobs?: OpenJobs | undefined;
  sweepMs: number;
  gatherer?: Gatherer | undefined;
  /** Whether the store holds what is written to it; nobody notes it where nothing is given. */
  writes?: Writes | undefined;
  /** How this process watches over the post; it does not where nothing is given. */
  watch?: WatchSettings | undefined;
  /** Brings messages to partners; where nothing is given they are kept until a process that can looks. */
  courier?: Courier | undefined;
  /** Signs the links to citizens' own reports; without it none are given out. */
  signLink?: Sign | undefined;
  /** Hears of what happens; nobody where nothing is given. */
  observe?: Observe | undefined;
  onError(error: unknown): void;
  randomBytes?(length: number): Uint8Array;
}

/** A running post: use cases, jobs and the sweep, joined. */
export interface Post {
  tipline: Tipline;
  /** Resolves when everything that can be done at this moment is done. */
  settle(): Promise<void>;
  jobsHealth(): JobsHealth;
  close(): Promise<void>;
}

const RETENTION_MS = 3_600_000;
/** How often one looks for sources that are due. */
const REFRESH_LOOK_MS = 60_000;
/** Partners can wait a little longer than citizens. */
const TEND_AFTER_SWEEPS = 10;

/** Joins the parts and starts sweeping; the first sweep picks up whatever a crash left behind. */
export async function openPost(parts: PostParts): Promise<Post> {
  const { isWorker = true, clock, onError } = parts;
  const { tipline, jobs } = await join(parts);
  const { index } = tipline;
  const look = isWorker ? () => sweep(tipline) : () => follow(tipline);
  const sweeping = repeat({ clock, onError }, parts.sweepMs, look);
  const retaining = repeat({ clock, onError }, RETENTION_MS, async () => {
    if (isWorker) {
      await countMonths(tipline).catch(onError); // what could not be counted is not erased next
      await retain(tipline);
      await dropOldDrafts(tipline);
      await dropOldNotes(tipline);
      await dropOldAlarms(tipline);
    }
    await index.save();
  });
  const ending = new AbortController();
  const { gatherer } = tipline;
  const refresh = gatherer && (() => refreshDue({ ...tipline, gatherer }, ending.signal));
  const refreshing =
    isWorker && refresh ? repeat({ clock, onError }, REFRESH_LOOK_MS, refresh) : undefined;
  const watching = parts.watch && openWatch(parts.watch, { ...parts, tipline, jobs });
  const tend = () => tendReferrals({ ...tipline, courier: parts.courier }, ending.signal);
  const tending = isWorker
    ? repeat({ clock, onError }, parts.sweepMs * TEND_AFTER_SWEEPS, tend)
    : undefined;
  await sweeping.now();
  return {
    tipline,
    async settle() {
      await tending?.now();
      await Promise.all([sweeping.now(), retaining.running(), refreshing?.running()]);
      await watching?.running();
      await jobs.idle();
    },
    jobsHealth: () => jobs.health(),
    async close() {
      const all = [sweeping, retaining, refreshing, tending];
      for (const each of all) each?.stop();
      ending.abort();
      await watching?.end().catch(onError);
      await Promise.all(all.map((each) => each?.running()));
      await jobs.close();
      await index.save().catch(onError);
    },
  };
}

async function join(parts: PostParts) {
  const { store, script, clock, embedder, painter, shelf } = parts;
  const { isWorker = true, onError } = parts;
  const index = await FactCheckIndex.open(store.factChecks, { embedder, shelf });
  const openCases = new OpenCases(store.cases, store.media);
  await openCases.load();
  const papers = parts.hasFixedSettings ? undefined : store.papers;
  const settingsBook = await SettingsBook.open(papers, parts.settings);
  const openJobs = parts.jobs ?? openLocalJobs;
  const jobs = openJobs({
    clock,
    run: ({ type, citizen, place }) =>
      type === 'turn' ? takeTurns(tipline, citizen) : sendReplies(tipline, citizen, place),
    places: placesOf(parts.channels, isWorker),
    isWorker,
    onError,
  });
  const contactBook = await ContactBook.open(store.papers, script.contacts);
  const tipline: Tipline = {
    store,
    script: { ...script, contacts: contactBook.present },
    clock,
    jobs,
    channels: new Map(parts.channels.map((channel) => [wayOf(channel), channel])),
    index,
    openCases,
    settings: settingsBook.present,
    settingsBook,
    voterBook: await VoterBook.open(store.papers, script.voters),
    contactBook,
    gatherer: parts.gatherer,
    signLink: parts.signLink,
    ...newMemory(),
    ...(parts.writes ? { writes: parts.writes } : {}),
    reader: parts.reader,
    links: parts.links,
    ...(painter ? { cardOf: createCardShelf(painter, senderOf(settingsBook.present)) } : {}),
    observe: parts.observe ?? observeNothing,
    warn: (what) => onError(new Error(what)),
    randomBytes: parts.randomBytes ?? ((length) => randomBytes(length)),
  };
  return { tipline, jobs };
}

/** Whom the cards name as theirs. */
function senderOf(settings: Settings): Sender {
  return {
    get post() {
      return settings.post;
    },
    get number() {
      return settings.site.number;
    },
  };
}

const openLocalJobs: OpenJobs = ({ clock, run, onError }) => new LocalJobs(clock, run, onError);
