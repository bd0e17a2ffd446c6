import { trusted } from 'mongoose';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { Page } from '../../ports/audience.ts';
import type { VerdictDelivery } from '../../ports/commit.ts';
import type { DeliveryLedger } from '../../ports/store.ts';
import type { CitizenRow } from './citizen-schemas.ts';
import { MongoPart } from './mongo-part.ts';

/** Delivery ledger on MongoDB; a citizen's document holds what they were told. */
export class MongoLedger extends MongoPart implements DeliveryLedger {
  async toldOf(factCheck: string) {
    const { citizens } = this.models;
    const rows = await citizens.find({ 'told.factCheck': factCheck }, { told: 1 }).lean();
    return rows.flatMap(toTold).filter((told) => told.factCheck === factCheck);
  }

  async toldBefore(factCheck: string, version: number, { after, limit }: Page) {
    const isOlder = trusted({ $elemMatch: { factCheck, version: { $lt: version } } });
    const isNext = { 'told.factCheck': factCheck, _id: trusted({ $gt: after }) };
    const found = this.models.citizens.find({ ...isNext, told: isOlder }, { _id: 1 });
    return (await found.sort({ _id: 1 }).limit(limit).lean()).map(({ _id }) => _id);
  }

  async toldTo(citizen: string) {
    const row = await this.models.citizens.findOne({ _id: citizen }, { told: 1 }).lean();
    return row ? toTold(row) : [];
  }

  async openAnnouncements(now: number, limit: number): Promise<Announcement[]> {
    const { announcements } = this.models;
    const open = announcements.find({ isDone: false, ...isDue(now) });
    const rows = await open.sort({ _id: 1 }).limit(limit).lean();
    return rows.map(({ _id, isDone: _, ...rest }) => ({ id: _id, ...rest }));
  }

  async beginAnnouncement(id: string, now: number) {
    const { matchedCount } = await this.models.announcements.updateOne(
      { _id: id, isDone: false, ...isDue(now) },
      { $unset: { notBefore: 1 } },
    );
    return matchedCount === 1;
  }

  async closeAnnouncement(id: string) {
    await this.models.announcements.updateOne({ _id: id }, { $set: { isDone: true } });
  }
}

function isDue(now: number) {
  return { notBefore: trusted({ $not: { $gt: now } }) };
}

function toTold({ _id, told }: Pick<CitizenRow, '_id' | 'told'>): VerdictDelivery[] {
  return told.map(({ factCheck, version, at }) => ({ citizen: _id, factCheck, version, at }));
}
