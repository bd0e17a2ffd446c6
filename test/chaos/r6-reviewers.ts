import { startApp } from '../../src/app/app.ts';
import type { AppDeps } from '../../src/app/app-deps.ts';
import { loadContent } from '../../src/app/load-content.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { LEASE_MS } from '../../src/domain/cases/lifecycle.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { claim, close } from '../../src/services/cases/decide-case.ts';
import { migrateMongo, openMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { aCase, aCaseCommit, aCitizen, aTip, aTurn } from '../support/builders.ts';
import { openTestMongo } from '../support/mongo.ts';
import type { Experiment, Result, Setting } from './experiment.ts';

const RACERS = Array.from({ length: 60 }, (_, n) => `reviewer-${n}`);

/** Sixty reviewers race for every case; leases run out, and those who held them come back too late. */
export const reviewers: Experiment = {
  id: 'R6',
  title: '60 reviewers race',
  async run(setting) {
    const mongo = await openTestMongo();
    const url = mongo.url();
    await migrateMongo(url, { isDry: false });
    const stores = [
      await openMemoryStore([]),
      await openMongo(url, createSeal(new Uint8Array(32))),
    ];
    const tally: Tally = { owners: 0, late: 0, ends: 0, stale: 0 };
    try {
      for (const store of stores) await race(store, setting, tally);
    } finally {
      for (const store of stores) await store.close();
      await mongo.close();
    }
    return toResult(setting, tally, mongo.name);
  },
};

/** What must not have happened, counted. */
interface Tally {
  /** Cases without exactly one owner. */
  owners: number;
  /** Acts under a lease that had run out. */
  late: number;
  /** Cases without exactly one end. */
  ends: number;
  /** Changes from a revision that was past. */
  stale: number;
}

const countOf = ({ isSmall }: Setting) => (isSmall ? 3 : 20);

async function race(store: Store, setting: Setting, tally: Tally): Promise<void> {
  const clock = new VirtualClock(Date.now());
  const post = await startApp({
    store,
    script: loadContent({ flows: 'flows', locales: 'locales' }),
    clock,
    settings: defaultSettings,
    channels: [],
    isWorker: false,
    sweepMs: 3_600_000,
    onError: (error) => {
      throw error;
    },
  });
  for (let n = 0; n < countOf(setting); n += 1) {
    await raceForOne(post.deps, clock, tally);
    setting.say(`${n + 1} cases`);
  }
  await post.close();
}

async function raceForOne(deps: AppDeps, clock: VirtualClock, tally: Tally): Promise<void> {
  const ticket = await openCase(deps.store);
  const first = await ownerOf(deps, ticket, tally);
  await clock.advance(LEASE_MS + 1, async () => {});
  const before = await deps.store.cases.byTicket(ticket);
  await ownerOf(deps, ticket, tally);
  if (first) {
    const late = await close(deps, { ticket, ...first }, 'spam');
    if (late.type !== 'lost') tally.late += 1;
  }
  const commit = before && aCaseCommit({ cases: [{ ...before, status: 'closed' }] });
  if (commit && (await deps.store.cases.commit(commit)) !== 'stale') tally.stale += 1;
  const found = await deps.store.cases.byTicket(ticket);
  const closings = RACERS.map((reviewer) => close(deps, { ticket, reviewer }, 'spam'));
  const ended = (await Promise.all(closings)).filter(({ type }) => type === 'done');
  if (ended.length !== 1 || found?.status !== 'open') tally.ends += 1;
}

async function openCase(store: Store): Promise<string> {
  const citizen = await aCitizen(store);
  const found = aCase();
  const tips = [aTip({ case: found.id, citizen })];
  await store.turns.commitTurn(
    aTurn({ citizen, changes: [{ type: 'open-case', case: found, tips }] }),
  );
  return found.ticket;
}

/** Lets everyone claim at once; tells who won, and under which fence. */
async function ownerOf(deps: AppDeps, ticket: string, tally: Tally) {
  const claims = await Promise.all(RACERS.map((reviewer) => claim(deps, { ticket, reviewer })));
  const owners = claims.flatMap((done) => (done.type === 'done' ? [done.case.lease] : []));
  const [lease] = owners;
  if (owners.length !== 1 || !lease) tally.owners += 1;
  return lease && { reviewer: lease.by, fence: lease.fence };
}

function toResult(setting: Setting, { owners, late, ends, stale }: Tally, mongo: string): Result {
  const cases = countOf(setting);
  return {
    did: `${RACERS.length} reviewers claim each of ${cases} cases at once, again after the lease ran out, then all close it; on SQLite and MongoDB`,
    messages: 0,
    lost: 0,
    misordered: 0,
    repeats: 0,
    marks: [
      { what: 'claims without exactly one owner', value: owners, most: 0 },
      { what: 'acts under a lease that was over', value: late, most: 0 },
      { what: 'changes from a past revision', value: stale, most: 0 },
      { what: 'cases without exactly one end', value: ends, most: 0 },
    ],
    figures: { mongo },
  };
}
