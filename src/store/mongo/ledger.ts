import { trusted } from 'mongoose';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { Page } from '../../ports/audience.ts';
import type { DeliveryLedger } from '../../ports/store.ts';
import { MongoPart } from './mongo-part.ts';
import type { AnnouncementRow } from './schemas.ts';

/** Delivery ledger on MongoDB; a citizen's document holds what they were told. */
export class MongoLedger extends MongoPart implements DeliveryLedger {
  async toldBefore(factCheck: string, version: number, { after, limit }: Page) {
    const isOlder = trusted({ $elemMatch: { factCheck, version: { $lt: version } } });
    const isNext = { 'told.factCheck': factCheck, _id: trusted({ $gt: after }) };
    const found = this.models.citizens.find({ ...isNext, told: isOlder }, { _id: 1 });
    return (await found.sort({ _id: 1 }).limit(limit).lean()).map(({ _id }) => _id);
  }

  async toldTo(citizen: string) {
    const row = await this.models.citizens.findOne({ _id: citizen }, { told: 1 }).lean();
    return (row?.told ?? []).map((told) => ({ citizen, ...told }));
  }

  async openAnnouncements(now: number, limit: number): Promise<Announcement[]> {
    const { announcements } = this.models;
    const open = announcements.find({ isDone: false, ...isDue(now) });
    const rows = await open.sort({ _id: 1 }).limit(limit).lean();
    return rows.map(toAnnouncement);
  }

  async beginAnnouncement(id: string, now: number) {
    const open = { _id: id, isDone: false, ...isDue(now) };
    const options = { returnDocument: 'after', lean: true } as const;
    const { announcements } = this.models;
    const row = await announcements.findOneAndUpdate(open, { $unset: { notBefore: 1 } }, options);
    return row ? toAnnouncement(row) : undefined;
  }

  async closeAnnouncement(id: string) {
    await this.models.announcements.updateOne({ _id: id }, { $set: { isDone: true } });
  }
}

function toAnnouncement({ _id, isDone: _, ...rest }: AnnouncementRow): Announcement {
  return { id: _id, ...rest };
}

function isDue(now: number) {
  return { notBefore: trusted({ $not: { $gt: now } }) };
}
