import type { Case, Tip } from '../../domain/cases/case.ts';
import { isExercise } from '../../domain/cases/exercise.ts';
import { heldLease } from '../../domain/cases/lifecycle.ts';
import {
  type Ranking,
  rankCase,
  rankedUntil,
  type Weight,
  weighCase,
} from '../../domain/cases/priority.ts';
import { isInFilter, type QueueFilter, type QueueList } from '../../domain/cases/queue-filter.ts';
import { byUrgency } from '../../domain/cases/urgency.ts';
import { keepRecent } from '../../domain/text/keep-recent.ts';
import { createLimit } from '../../ports/concurrency-limit.ts';
import type { CaseStore } from '../../ports/store.ts';
import { claimOf } from '../fact-checks/claim-of.ts';
import { aboutCase } from '../partners/routing.ts';

/** An open case as the queue keeps it; of its tips no more than it is ranked and listed by. */
export type QueuedCase = ReturnType<typeof queueCase>;

/** Hears of a case before and after it came into the queue, changed in it or left it. */
export type QueueListener = (before: QueuedCase | undefined, after: QueuedCase | undefined) => void;
type Reader = Pick<CaseStore, 'list' | 'tipsOfAll' | 'revisedAfter' | 'lastRevised'>;
type Order = (a: QueuedCase, b: QueuedCase) => number;
type View = { has(queued: QueuedCase): boolean; order: Order; list: QueuedCase[] };
/** The change up to which all is read, and the last ones by case. */
type Reading = { last: number; seen: ReadonlyMap<string, number> };

/** All open cases of a store in their order; what changes is read and ranked once for all who look. */
export class OpenQueue {
  readonly #store: Reader;
  readonly #inTurn = createLimit(1);
  readonly #listeners: QueueListener[] = [];
  #held = new Map<string, QueuedCase>();
  readonly #views = new Map<string, View>();
  #ranking: Ranking = { now: 0, serviceMs: 0 };
  #read: Reading | undefined;
  #loadedAt = 0;

  constructor(store: Reader) {
    this.#store = store;
  }

  /** Takes in what any process has changed by now, and ranks again what the time alone has changed. */
  follow(ranking: Ranking): Promise<void> {
    return this.#inTurn(async () => {
      const { now } = ranking;
      const { now: before } = this.#ranking;
      const isOther = JSON.stringify({ ...this.#ranking, now }) !== JSON.stringify(ranking);
      this.#ranking = ranking;
      if (!this.#read) return this.#load();
      if (isOther || now < before) this.#rankAll();
      await this.#readOn(this.#read);
      if (now - this.#loadedAt > RELOAD_MS) await this.#load();
      const due = this.#view('due', { order: (a, b) => a.until - b.until || byRank(a, b) });
      for (let [next] = due; next && next.until <= now; [next] = due) {
        this.#put(next, this.#rank(next));
      }
    });
  }

  get(id: string): QueuedCase | undefined {
    return this.#held.get(id);
  }

  /** The cases of a filter as a reviewer sees them, the most urgent first; the list changes when the queue follows. */
  list(filter: QueueFilter = {}, reviewer = ''): readonly QueuedCase[] {
    const isOwn = filter.list !== undefined && OWN_LISTS.includes(filter.list);
    const has = (queued: QueuedCase) =>
      isInFilter(queued, filter, { reviewer, now: this.#ranking.now });
    return this.#view(JSON.stringify([filter, isOwn && reviewer]), { has });
  }

  /** The same without what comes of exercises, as statistics count it. */
  real(filter?: QueueFilter): readonly QueuedCase[] {
    return this.list(filter).filter(({ case: { ticket } }) => !isExercise(ticket));
  }

  /** The cases that spread now. */
  bursts(): readonly QueuedCase[] {
    return this.#view('bursts', { has: ({ priority }) => priority.isBurst });
  }

  /** Calls a listener with every change after the queue was first read. */
  listen(listener: QueueListener): void {
    this.#listeners.push(listener);
  }

  #view(key: string, { has = () => true, order = byRank }: Partial<View>): readonly QueuedCase[] {
    const made = () => [...this.#held.values()].filter(has).sort(order);
    const view = this.#views.get(key) ?? { has, order, list: made() };
    return keepRecent(this.#views, [key, view], MOST_VIEWS).list;
  }

  async #load(): Promise<void> {
    const last = await this.#store.lastRevised();
    const open = await this.#store.list('open', MOST_OPEN);
    const held = new Map<string, QueuedCase>();
    for (let at = 0; at < open.length; at += AT_ONCE) {
      for (const queued of await this.#weigh(open.slice(at, at + AT_ONCE))) {
        held.set(queued.case.id, queued);
      }
    }
    this.#held = held;
    this.#views.clear();
    this.#read = { last, seen: new Map() };
    this.#loadedAt = this.#ranking.now;
  }

  async #readOn({ last, seen }: Reading): Promise<void> {
    const rows = await this.#store.revisedAfter(last);
    const ids = rows.flatMap(({ id, revised }) => (seen.get(id) === revised ? [] : id));
    const open = ids.length > 0 ? await this.#store.list('open', ids.length, ids) : [];
    const byId = new Map((await this.#weigh(open)).map((queued) => [queued.case.id, queued]));
    for (const id of ids) this.#put(this.#held.get(id), byId.get(id));
    const marks = new Map(rows.map(({ id, revised }) => [id, revised]));
    this.#read = { last: rows.at(-1)?.revised ?? last, seen: marks };
  }

  async #weigh(open: readonly Case[]): Promise<QueuedCase[]> {
    const tips = await this.#store.tipsOfAll(open.map(({ id }) => id));
    return open.map((found) => queueCase(found, tips.get(found.id) ?? [], this.#ranking));
  }

  #rank(queued: QueuedCase): QueuedCase {
    return { ...queued, ...rankAt(queued.case, queued.weight, this.#ranking) };
  }

  #rankAll(): void {
    this.#views.clear();
    for (const queued of [...this.#held.values()]) this.#put(queued, this.#rank(queued));
  }

  #put(before: QueuedCase | undefined, after: QueuedCase | undefined): void {
    for (const { has, order, list } of this.#views.values()) {
      replaceSorted(list, order, { before, after: after && has(after) ? after : undefined });
    }
    if (after) this.#held.set(after.case.id, after);
    else if (before) this.#held.delete(before.case.id);
    for (const listener of this.#listeners) listener(before, after);
  }
}

/** Lists that show each reviewer something else. */
const OWN_LISTS: readonly QueueList[] = ['ready', 'mine', 'second'];
/** Far above what an election brings. */
export const MOST_OPEN = 10_000_000;
/** Longest that a change is missed which a machine's wrong clock puts before others. */
const RELOAD_MS = 5 * 60_000;
/** Cases whose tips are read together. */
const AT_ONCE = 500;
/** Lists of some dozen reviewers with their saved filters; one that nobody looked at for long is made again. */
const MOST_VIEWS = 400;

/** Reads from the tips of a case what the queue keeps of them, and ranks it. */
export function queueCase(found: Case, tips: readonly Tip[], ranking: Ranking) {
  const weight = weighCase(found, tips);
  const [first] = tips;
  return {
    case: found,
    ...rankAt(found, weight, ranking),
    weight,
    about: aboutCase(found, tips),
    /** The kind of message in which it was asked first, and the file that came with it. */
    kind: first?.kind ?? 'unknown',
    file: first?.media[0],
    /** Whether its claim was read in that file by a machine. */
    isRead: first !== undefined && first.text !== claimOf(first),
    /** The tickets that citizens were given for it. */
    tickets: [...new Set(tips.flatMap(({ ticket }) => ticket ?? []))],
  };
}

/** Ranks a case; `until` is when its rank, lease or sleep may be another although nobody changed it. */
function rankAt(found: Case, weight: Weight, ranking: Ranking) {
  const { now } = ranking;
  const ends = [found.lease?.until ?? 0, found.snoozedUntil ?? 0].filter((end) => end > now);
  const until = Math.min(...ends, rankedUntil(weight, ranking));
  return { priority: rankCase(weight, ranking), lease: heldLease(found, now), until };
}

function byRank({ case: a, priority: of }: QueuedCase, { case: b, priority: than }: QueuedCase) {
  const rank = byUrgency(of, than) || than.score - of.score || a.openedAt - b.openedAt;
  return rank || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Takes what a case was out of a sorted list, and puts in what it is; no two cases are equal in the order. */
function replaceSorted(
  list: QueuedCase[],
  order: Order,
  { before, after }: { before: QueuedCase | undefined; after: QueuedCase | undefined },
): void {
  const at = before ? placeIn(list, order, before) : -1;
  const isIn = before !== undefined && list[at] === before;
  const staysThere = isIn && after !== undefined && order(before, after) === 0;
  if (isIn) list.splice(at, 1, ...(staysThere ? [after] : []));
  if (after && !staysThere) list.splice(placeIn(list, order, after), 0, after);
}

function placeIn(list: readonly QueuedCase[], order: Order, queued: QueuedCase): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = list[middle];
    if (found && order(found, queued) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
