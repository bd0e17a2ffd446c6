import { trusted } from 'mongoose';
import { type CountedOnce, sumBy } from '../../domain/stats/counter.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Span } from '../../domain/time/month.ts';
import type { Audience } from '../../ports/audience.ts';
import {
  type AskedCase,
  type DayCount,
  type DecidedCase,
  REPEATED_MS,
  type StatsStore,
} from '../../ports/stats-store.ts';
import { numberPeople } from '../number-people.ts';
import { REAL } from './cases.ts';
import { addCounters, countersIn } from './daily-counters.ts';
import { MongoPart } from './mongo-part.ts';
import { isNew } from './transact.ts';

export class MongoStatsStore extends MongoPart implements StatsStore {
  async tipsByDay(since: number): Promise<DayCount[]> {
    const rows = await this.models.tips
      .find({ at: trusted({ $gte: since }), ...REAL }, { at: 1 })
      .lean();
    const counts = count(rows.map(({ at }) => jakartaDay(at)));
    return [...counts].sort().map(([day, number]) => ({ day, count: number }));
  }

  async decided(since: number, limit: number): Promise<DecidedCase[]> {
    const status = trusted({ $in: ['published' as const, 'closed' as const] });
    const fields = { decidedAt: 1, openedAt: 1, status: 1 } as const;
    const options = { sort: { decidedAt: -1 }, limit, lean: true } as const;
    const isLater = { decidedAt: trusted({ $gte: since }), status, ...REAL };
    const rows = await this.models.cases.find(isLater, fields, options);
    return rows.map(({ decidedAt = 0, openedAt, status }) => ({
      decidedAt,
      openedAt,
      status: status === 'published' ? 'published' : 'closed',
    }));
  }

  async mostAsked(span: { since: number; until: number; limit: number }): Promise<AskedCase[]> {
    const { tips, cases } = this.models;
    const { since, until, limit } = span;
    const isFirst = {
      at: trusted({ $gte: since, $lt: until }),
      isAskedAgain: trusted({ $ne: true }),
      ...REAL,
    };
    const rows = await tips.find(isFirst, { case: 1, citizen: 1 }).lean();
    const citizens = new Map<string, Set<string>>();
    for (const { _id, case: id, citizen } of rows) {
      citizens.set(id, (citizens.get(id) ?? new Set()).add(citizen ?? _id));
    }
    const most = [...citizens].sort((a, b) => b[1].size - a[1].size).slice(0, 4 * limit);
    const asked = { _id: trusted({ $in: most.map(([id]) => id) }) };
    const found = await cases.find(asked, { ticket: 1, claim: 1, status: 1 }).lean();
    return found
      .map(({ _id, ...named }) => ({ ...named, citizens: citizens.get(_id)?.size ?? 0 }))
      .sort((a, b) => b.citizens - a.citizens || (a.ticket < b.ticket ? -1 : 1))
      .slice(0, limit);
  }

  async tipsByRegion(since: number) {
    const query = { at: trusted({ $gte: since }), region: trusted({ $exists: true }), ...REAL };
    const rows = await this.models.tips.find(query, { region: 1 }).lean();
    const counts = count(rows.flatMap(({ region }) => region ?? []));
    return [...counts]
      .map(([region, number]) => ({ region, count: number }))
      .sort((a, b) => b.count - a.count || (a.region < b.region ? -1 : 1));
  }

  async feedback(since: number) {
    const isLater = { at: trusted({ $gte: since }) };
    const rows = await this.models.feedback.find(isLater, { isHelpful: 1 }).lean();
    const helpful = rows.filter(({ isHelpful }) => isHelpful).length;
    return { helpful, notHelpful: rows.length - helpful };
  }

  async tipsIn({ since, until }: Span) {
    const fields = { case: 1, at: 1, citizen: 1, region: 1, worry: 1, triage: 1 } as const;
    const options = { sort: { at: 1, _id: 1 }, lean: true } as const;
    const isIn = { at: trusted({ $gte: since, $lt: until }), ...REAL };
    const rows = await this.models.tips.find(isIn, fields, options);
    const personOf = numberPeople();
    return rows.map(({ case: id, at, citizen, region, worry, triage }) => ({
      case: id,
      at,
      ...(region !== undefined && { region }),
      ...(worry !== undefined && { worry }),
      ...(triage !== undefined && { triage }),
      ...(citizen !== undefined && { person: personOf(citizen) }),
    }));
  }

  async toldIn({ since, until }: Span) {
    const isLater = { 'told.at': trusted({ $gte: since }) };
    const rows = await this.models.citizens.find(isLater, { told: 1 }).lean();
    const personOf = numberPeople();
    return rows
      .flatMap(({ _id, told }) => told.map((each) => ({ ...each, citizen: _id })))
      .filter(({ at }) => at >= since && at < until)
      .toSorted((a, b) => (`${a.factCheck} ${a.citizen}` < `${b.factCheck} ${b.citizen}` ? -1 : 1))
      .map(({ factCheck, citizen }) => ({ factCheck, person: personOf(citizen) }));
  }

  async tallies(since: string, under: readonly string[]) {
    const wanted = Object.fromEntries(under.map((name) => [`counts.${name}`, 1]));
    const isLater = { _id: trusted({ $gte: since }) };
    const rows = await this.models.tallies.find(isLater, wanted).lean();
    const sums = sumBy(rows.flatMap(countersIn), ({ day, name }) => `${day} ${name}`);
    return [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => ({ day: key.slice(0, DAY), name: key.slice(DAY + 1), count }));
  }

  /** Adds before it notes the key: what a dead process left is added again under the same id, which changes nothing. */
  async countOnce(counts: readonly CountedOnce[], now: number) {
    const { counted } = this.models;
    const keyed = new Map(counts.map((each) => [this.seal.referenceKey(each.key), each]));
    const known = await counted.find({ _id: trusted({ $in: [...keyed.keys()] }) }).lean();
    for (const { _id } of known) keyed.delete(_id);
    for (const [id, { day, tallies }] of keyed) {
      await addCounters(this.models, { id, day, tallies });
      await isNew(counted.insertMany([{ _id: id, at: now }]));
    }
    await counted.deleteMany({ at: trusted({ $lt: now - REPEATED_MS }) });
  }
}

/** Length of a day as it is written. */
const DAY = 10;

function count(values: readonly string[]): Map<string, number> {
  return new Map([...Map.groupBy(values, (value) => value)].map(([of, all]) => [of, all.length]));
}

export class MongoAudience extends MongoPart implements Audience {
  async count() {
    const rows = await this.models.citizens.aggregate<{ _id: string; count: number }>([
      { $match: { interest: { $gt: '' } } },
      { $group: { _id: '$interest', count: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
    return rows.map(({ _id, count }) => ({ interest: _id, count }));
  }

  async list(interests: readonly string[], { after, limit }: { after: string; limit: number }) {
    const next = { interest: trusted({ $in: [...interests] }), _id: trusted({ $gt: after }) };
    const { citizens } = this.models;
    const rows = await citizens.find(next, { _id: 1 }).sort({ _id: 1 }).limit(limit).lean();
    return rows.map(({ _id }) => _id);
  }
}
