import { trusted } from 'mongoose';
import { BURST_MS } from '../../domain/cases/priority.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Cutoffs, Erased, Retention } from '../../ports/store.ts';
import { eraseReviewersWords } from './changes.ts';
import { eraseMedia, isHeld } from './erase-media.ts';
import { eraseCitizen } from './erase-traces.ts';
import { MongoPart } from './mongo-part.ts';
import { unset } from './schema-fields.ts';

const PAGE = 500;

/** Erases data past its time, step by step: the next run finishes what a dead process left. */
export class MongoRetention extends MongoPart implements Retention {
  async erase(before: Cutoffs): Promise<Erased> {
    const { letters: inbox, citizens: people } = this.models;
    const isRead = { isDone: true, arrivedAt: trusted({ $lt: before.letter }), content: isThere };
    const { modifiedCount: letters } = await inbox.updateMany(isRead, { $unset: { content: 1 } });
    await this.#eraseReplies(before.letter);
    const tips = await this.#eraseTips(before);
    await inbox.deleteMany({ isDone: true, arrivedAt: trusted({ $lt: before.address }) });
    let citizens = 0;
    const endsAfter = Math.max(before.address, before.farewell);
    const isOver = [
      { lastAt: trusted({ $lt: before.address }) },
      { farewell: true, lastAt: trusted({ $lt: before.farewell }) },
    ];
    for (const condition of isOver) {
      for await (const row of people.find(condition, { life: 1 }).lean().cursor()) {
        const gone = { condition, endsAfter }; // what ended before is long over
        if (await eraseCitizen(this.parts, row, gone)) citizens += 1;
      }
    }
    const media = await eraseMedia(this.models, before);
    const isOld = { _id: trusted({ $lt: jakartaDay(before.tally) }) };
    const { deletedCount: tallies } = await this.models.tallies.deleteMany(isOld);
    return { letters, tips, media, citizens, tallies };
  }

  /** Nothing to do: MongoDB cannot be told to overwrite what it freed; its disk is to be encrypted. */
  async overwriteFreed() {}

  async dropTraces(now: number) {
    await this.parts.traces.drop(now);
    const isOver = { person: isThere, at: trusted({ $lte: now - BURST_MS }) };
    await this.models.tips.updateMany(isOver, { $unset: { person: 1 } });
  }

  /** Erases finished replies, but not those that returned to the queue meanwhile. */
  async #eraseReplies(before: number): Promise<void> {
    const isOver = { state: { $in: ['sent', 'failed'] }, createdAt: { $lt: before } };
    const hasOld = { 'outbox.createdAt': trusted({ $lt: before }) };
    await this.models.citizens.updateMany(hasOld, { $pull: { outbox: isOver } });
    await this.models.replies.deleteMany({ createdAt: trusted({ $lt: before }) });
  }

  /** Erases the words of a decided case and its tips, and what people wrote about them. */
  async #eraseTips({ tip: before, hold = 0 }: Cutoffs): Promise<number> {
    const { cases, tips } = this.models;
    const decided = cases
      .find(
        { decidedAt: trusted({ $lt: before, $gt: 0 }), $nor: [isHeld(hold)] },
        { claim: 1, hold: 1 },
      )
      .lean()
      .cursor({ batchSize: PAGE });
    let erased = 0;
    for await (const { _id, claim, hold: ended } of decided) {
      if (claim !== '' || ended) {
        const $set = { claim: '', claimKey: _id };
        await cases.updateOne({ _id }, { $set, ...unset('draft', 'proposal', 'apart', 'hold') });
      }
      const ofNobody = { case: _id, citizen: trusted({ $exists: false }), ticket: isThere };
      await tips.updateMany(ofNobody, { $unset: { ticket: 1 } });
      const erasure = { $set: { text: '', links: [], media: [] }, ...unset(...WORDS, 'stamp') };
      const { modifiedCount } = await tips.updateMany({ case: _id, $or: HAS_WORDS }, erasure);
      erased += modifiedCount;
      await eraseReviewersWords(this.models, [_id]);
    }
    return erased;
  }
}

const isThere = trusted({ $exists: true });
const WORDS = 'source link region worry triage urgency answers saved offered read'.split(' ');
const LISTS = ['answers', 'saved', 'read'];
const HAS_WORDS = [
  { text: trusted({ $gt: '' }) },
  { 'media.0': isThere },
  ...WORDS.map((field) => ({ [LISTS.includes(field) ? `${field}.0` : field]: isThere })),
];
