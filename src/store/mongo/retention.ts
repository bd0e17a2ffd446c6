import { trusted } from 'mongoose';
import { BURST_MS } from '../../domain/cases/priority.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { ALL, type Page } from '../../ports/audience.ts';
import type { Cutoffs, Retention } from '../../ports/store.ts';
import { eraseReviewersWords } from './changes.ts';
import { eraseMedia, isHeld } from './erase-media.ts';
import { eraseCitizen } from './erase-traces.ts';
import { MongoPart } from './mongo-part.ts';
import { unset } from './schema-fields.ts';

/** Erases data past its time, step by step: the next run finishes what a dead process left. */
export class MongoRetention extends MongoPart implements Retention {
  async erase(before: Cutoffs, page = ALL) {
    const { letters: inbox, tallies } = this.models;
    const { tips, after } = await this.#eraseTips(before, page);
    const citizens = await this.#eraseCitizens(before, page.limit);
    if (after !== undefined || citizens === page.limit) {
      return { letters: 0, tips, media: 0, citizens, tallies: 0, after: after ?? page.after };
    }
    const isRead = { isDone: true, arrivedAt: trusted({ $lt: before.letter }), content: isThere };
    const { modifiedCount: letters } = await inbox.updateMany(isRead, { $unset: { content: 1 } });
    await this.#eraseReplies(before.letter);
    await inbox.deleteMany({ isDone: true, arrivedAt: trusted({ $lt: before.address }) });
    const media = await eraseMedia(this.models, before);
    const isOld = { _id: trusted({ $lt: jakartaDay(before.tally) }) };
    const { deletedCount } = await tallies.deleteMany(isOld);
    return { letters, tips, media, citizens, tallies: deletedCount };
  }

  /** Nothing to do: MongoDB cannot be told to overwrite what it freed; its disk is to be encrypted. */
  async overwriteFreed() {}

  async dropTraces(now: number) {
    await this.parts.traces.drop(now);
    const isOver = { person: isThere, at: trusted({ $lte: now - BURST_MS }) };
    await this.models.tips.updateMany(isOver, { $unset: { person: 1 } });
  }

  async #eraseCitizens({ address, farewell }: Cutoffs, limit: number): Promise<number> {
    const isLeaving = { farewell: true, lastAt: trusted({ $lt: farewell }) };
    const condition = { $or: [{ lastAt: trusted({ $lt: address }) }, isLeaving] };
    const gone = { condition, endsAfter: Math.max(address, farewell) }; // what ended before is long over
    const people = this.models.citizens.find(condition, { life: 1 }).limit(limit).lean();
    let erased = 0;
    for await (const row of people.cursor()) {
      if (await eraseCitizen(this.parts, row, gone)) erased += 1;
    }
    return erased;
  }

  /** Erases finished replies, but not those that returned to the queue meanwhile. */
  async #eraseReplies(before: number): Promise<void> {
    const isOver = { state: { $in: ['sent', 'failed'] }, createdAt: { $lt: before } };
    const hasOld = { 'outbox.createdAt': trusted({ $lt: before }) };
    await this.models.citizens.updateMany(hasOld, { $pull: { outbox: isOver } });
    await this.models.replies.deleteMany({ createdAt: trusted({ $lt: before }) });
  }

  /** Erases the words of a decided case and its tips, and what people wrote about them. */
  async #eraseTips({ tip: before, hold = 0 }: Cutoffs, { after, limit }: Page) {
    const { cases, tips } = this.models;
    const decidedAt = trusted({ $lt: before, $gt: 0 });
    const next = { decidedAt, $nor: [isHeld(hold)], _id: trusted({ $gt: after }) };
    const found = cases.find(next, { claim: 1, hold: 1 });
    const decided = await found.sort({ _id: 1 }).limit(limit).lean();
    let erased = 0;
    for (const { _id, claim, hold: ended } of decided) {
      if (claim !== '' || ended) {
        const $set = { claim: '', claimKey: _id };
        await cases.updateOne({ _id }, { $set, ...unset('draft', 'proposal', 'apart', 'hold') });
      }
      const ofNobody = { case: _id, citizen: trusted({ $exists: false }), ticket: isThere };
      await tips.updateMany(ofNobody, { $unset: { ticket: 1 } });
      const erasure = { $set: { text: '', links: [], media: [] }, ...unset(...WORDS) };
      const { modifiedCount } = await tips.updateMany({ case: _id, $or: HAS_WORDS }, erasure);
      erased += modifiedCount;
      await eraseReviewersWords(this.models, [_id]);
    }
    return { tips: erased, after: decided.length < limit ? undefined : decided.at(-1)?._id };
  }
}

const isThere = trusted({ $exists: true });
const WORDS = 'source link region worry triage urgency answers saved offered read stamp'.split(' ');
const HAS_WORDS = [
  { text: trusted({ $gt: '' }) },
  ...['links.0', 'media.0', ...WORDS].map((field) => ({ [field]: isThere })),
];
