import { trusted } from 'mongoose';
import type { Audience } from '../../ports/audience.ts';
import { MongoPart } from './mongo-part.ts';

/** Subscribers on MongoDB. */
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
