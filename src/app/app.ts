import type { StaffLanguage } from '../i18n/languages.ts';
import { LocalJobs } from '../jobs/local/local-jobs.ts';
import type { ExclusiveQueue, OpenJobs, RunningJobs } from '../jobs/running-jobs.ts';
import { type Channel, wayOf } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import { oneAtATime } from '../ports/concurrency-limit.ts';
import type { WebhookClient } from '../ports/webhook-client.ts';
import { follow } from '../services/conversation/refresh.ts';
import { takeTurns } from '../services/conversation/take-turn.ts';
import { createMonitor, type MonitorParts } from '../services/duty/monitor.ts';
import { runLeased } from '../services/jobs/leased-job.ts';
import { sendReplies } from '../services/messaging/send-replies.ts';
import { processReferrals } from '../services/partners/process-referrals.ts';
import type { Situation } from '../services/situation/count-situation.ts';
import { sendSituation } from '../services/situation/send-situation.ts';
import { type AppDeps, type DepsParts, openDeps } from './app-deps.ts';
import { type LeasedParts, leasedJobs } from './leased-jobs.ts';

export interface AppParts extends Omit<DepsParts, 'jobs' | 'warn'>, LeasedParts {
  channels: readonly Channel[];
  /** Whether it takes turns, sends and sweeps; otherwise it does only what its own channels alone can do. */
  isWorker?: boolean;
  /** Wakes and runs jobs; within this process where nothing else is given. */
  jobs?: OpenJobs | undefined;
  sweepMs: number;
  /** How this process watches over the tipline; it does not where nothing is given. */
  watch?: WatchSettings | undefined;
  /** Brings messages to partners; where nothing is given they are kept until a process that can looks. */
  courier?: WebhookClient | undefined;
}

/** A running tipline: use cases, jobs and the sweep, joined. */
export type App = Awaited<ReturnType<typeof startApp>>;

const HOUR_MS = 3_600_000;
const SHARE_MS = 10_000;
/** Partners can wait a little longer than citizens. */
const PARTNERS_AFTER_SWEEPS = 10;

/** Joins the parts and starts sweeping; the first sweep picks up whatever a crash left behind. */
export async function startApp(parts: AppParts) {
  const { isWorker = true, onError } = parts;
  const { deps, jobs } = await join(parts);
  const sweeping = repeat(parts, parts.sweepMs, async () => {
    await follow(deps);
    if (isWorker && ((await jobs.mayLook?.(parts.sweepMs)) ?? true)) await sweep(deps);
  });
  const saving = repeat(parts, HOUR_MS, () => deps.index.save());
  const share = () => shareNumbers(parts.channels, jobs);
  const sharing = jobs.countSenders ? [repeat(parts, SHARE_MS, share)] : []; // else nobody is there to share with
  for (const each of sharing) void each.now(); // it may wait for Redis, and nothing waits for it
  const ending = new AbortController();
  const { prompt, patient } = startWork(parts, deps, ending.signal);
  const watching = parts.watch && openWatch(parts.watch, parts, { deps, jobs });
  await sweeping.now();
  return {
    deps,
    /** Resolves when everything that can be done at this moment is done. */
    async settle() {
      for (const each of prompt) await each.now();
      await Promise.all([sweeping, saving, ...sharing, ...patient].map((each) => each.running()));
      await follow(deps);
      if (isWorker) await sweep(deps);
      await watching?.running();
      await jobs.idle();
      await deps.index.embedded();
    },
    jobsHealth: () => jobs.health(),
    async close() {
      const all = [sweeping, saving, ...sharing, ...prompt, ...patient];
      for (const each of [...all, ...(watching ? [watching] : [])]) each.stop();
      ending.abort();
      await watching?.end().catch(onError);
      await Promise.all(all.map((each) => each.running()));
      await jobs.close();
      await deps.index.close().catch(onError);
    },
  };
}

/** Tells each channel how many processes send from its number. */
async function shareNumbers(channels: readonly Channel[], jobs: RunningJobs): Promise<void> {
  for (const channel of channels)
    channel.shareWith?.((await jobs.countSenders?.(wayOf(channel))) ?? 1);
}

/** Starts what a worker does besides turns and sends: what is due at once, and what has its time. */
function startWork(parts: AppParts, deps: AppDeps, signal: AbortSignal) {
  const { isWorker = true, news, courier, watch, sweepMs } = parts;
  if (!isWorker) return { prompt: [], patient: [] };
  const partners = { ...deps, courier, mail: watch?.ways.mail };
  const processPartners = () => processReferrals(partners, signal);
  const prompt = [repeat(parts, sweepMs * PARTNERS_AFTER_SWEEPS, processPartners)];
  const reading = news && repeat(parts, HOUR_MS, () => news.refresh(signal));
  void reading?.now();
  const patient = reading ? [reading] : [];
  const byInterval = Map.groupBy(leasedJobs({ ...parts, ...deps }, sweepMs), (job) =>
    job.isDue ? 'prompt' : job.everyMs,
  );
  for (const [interval, jobs] of byInterval) {
    const isPrompt = interval === 'prompt';
    const working = repeat(parts, isPrompt ? sweepMs : interval, async () => {
      for (const job of jobs) await runLeased(deps, job, signal).catch(parts.onError);
    });
    (isPrompt ? prompt : patient).push(working);
  }
  return { prompt, patient };
}

async function join(parts: AppParts) {
  const { clock, isWorker = true, onError } = parts;
  const openJobs: OpenJobs = parts.jobs ?? ((of) => new LocalJobs(of));
  const { promise: opened, resolve: open } = Promise.withResolvers<AppDeps>(); // jobs that waited in Redis come before all is open
  const jobs = openJobs({
    clock,
    run: async ({ type, citizen, place }) => {
      const deps = await opened;
      return type === 'turn' ? takeTurns(deps, citizen) : sendReplies(deps, citizen, place);
    },
    places: placesOf(parts.channels, isWorker),
    isWorker,
    onError,
  });
  const warn = (what: string) => onError(new Error(what));
  const deps = await openDeps({ ...parts, jobs, warn });
  if (isWorker && !parts.jobs) deps.anticipate = (text) => deps.index.anticipate(text);
  await deps.openCases.load();
  open(deps);
  return { deps, jobs };
}

/** The channels that not just any process can use: one holds them, or they have a number that others need not have. */
function placesOf(channels: readonly Channel[], isWorker: boolean): ExclusiveQueue[] {
  return channels.flatMap((channel): ExclusiveQueue[] => {
    const name = wayOf(channel);
    if (channel.isHeld) return [{ name, isHeld: () => channel.isHeld?.() ?? false }];
    return channel.account !== undefined && isWorker ? [{ name, isHeld: () => true }] : [];
  });
}

/** How often a process looks at the whole tipline, and by which channels alerts leave it. */
type WatchSettings = Omit<MonitorParts, 'isWorker' | 'hasJobs'> & { everyMs: number };

/** Looks at once, and then again and again; at its end a process says so, so that nobody misses it. */
function openWatch(
  { everyMs, ...settings }: WatchSettings,
  { isWorker = true, ...parts }: AppParts,
  { deps, jobs }: Awaited<ReturnType<typeof join>>,
) {
  const hasJobs = () => jobs.health().state === 'ok';
  const watch = createMonitor(deps, { ...settings, isWorker, hasJobs });
  const summarise = async (situation: Situation, language: StaffLanguage) => {
    const { summariseSituation } = await import('../ui-text/describe-situation.ts');
    const { deskWords } = await import('../ui-text/ui-text.ts');
    return summariseSituation(situation, deskWords[language], deps.settings);
  };
  const look = async () => {
    await watch.look();
    await sendSituation({ ...deps, ...settings, summarise });
  };
  const looking = repeat(parts, everyMs, look);
  void looking.now();
  return { ...looking, end: () => looking.running().then(watch.end) };
}

/** Does something again and again, never twice at once; `now` does it at once and waits for it. */
function repeat(
  { clock, onError }: { clock: Clock; onError(error: unknown): void },
  everyMs: number,
  task: () => Promise<unknown>,
) {
  let running: Promise<void> | undefined;
  let cancel = () => {};
  const once = oneAtATime(() => task().then(() => undefined, onError));
  const perform = () => (running = once());
  const schedule = () => {
    cancel = clock.at(clock.now() + everyMs, () => {
      void perform();
      schedule();
    });
  };
  schedule();
  return { now: perform, running: async () => running, stop: () => cancel() };
}

/** At most this many citizens are woken by one sweep; the next one takes the rest. */
const LIMIT = 5000;

/** Wakes what a lost job has forgotten. */
async function sweep({ store, clock, jobs, observe, strays }: AppDeps): Promise<void> {
  const now = clock.now();
  const due = await store.turns.findDue(now, LIMIT);
  for (const citizen of due) jobs.wake({ type: 'turn', citizen, isPatient: true });
  const found = await store.outbox.findWaiting(now, LIMIT + strays.countAt(now));
  const waiting = found.filter((citizen) => !strays.has(citizen, now));
  for (const citizen of waiting) jobs.wake({ type: 'send', citizen, isPatient: true });
  observe({ type: 'swept', turns: due.length, sends: waiting.length });
}
