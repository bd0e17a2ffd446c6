import type { Settings } from '../../domain/settings/settings.ts';
import { hasRoom, type Spending } from '../../domain/stats/allowance.ts';
import type { Priority } from '../../domain/stats/charge.ts';
import { sumBy } from '../../domain/stats/counter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { readSpending } from '../stats/monthly-counters.ts';

/** By then a message that was sent is counted as delivered, as a rule. */
const FRESH_MS = 10_000;

/** Keeps a month's billed messages within what the operator allows: what matters least gives way first. */
export class Allowance {
  readonly #parts: { store: Pick<Store, 'figures'>; clock: Clock; settings: Settings };
  #spending: Promise<Spending> | undefined;
  #readAt = 0;
  /** What this process has sent since the last look, and before it: it may not be counted yet. */
  #sent: Record<string, number> = {};
  #sentBefore: Record<string, number> = {};

  constructor(parts: { store: Pick<Store, 'figures'>; clock: Clock; settings: Settings }) {
    this.#parts = parts;
  }

  /** Whether there is room for a message of this importance. */
  async hasRoom(priority: Priority): Promise<boolean> {
    const { monthlyAllowance } = this.#parts.settings;
    if (monthlyAllowance === 0) return true;
    const spending = await this.#read();
    const sent = [spending.today, this.#sent, this.#sentBefore].flatMap(Object.entries<number>);
    const counted = sent.map(([of, count]) => ({ of, count }));
    const today = Object.fromEntries(sumBy(counted, ({ of }) => of));
    return hasRoom(monthlyAllowance, { ...spending, today }, priority);
  }

  /** Notes a message that is about to go out. */
  note(priority: Priority): void {
    this.#sent[priority] = (this.#sent[priority] ?? 0) + 1;
  }

  #read(): Promise<Spending> {
    const now = this.#parts.clock.now();
    if (!this.#spending || now - this.#readAt >= FRESH_MS) {
      [this.#readAt, this.#sentBefore, this.#sent] = [now, this.#sent, {}];
      this.#spending = readSpending(this.#parts);
    }
    return this.#spending;
  }
}
