import { trusted } from 'mongoose';
import type { Models } from './models.ts';

/** Survives the process; does not wait for the disk. */
const LIGHTLY = { writeConcern: { w: 1, j: false } } as const;

/** Counts a started turn; returns how many earlier ones have not ended. */
export async function beginTurn({ citizens }: Models, citizen: string): Promise<number> {
  const before = await citizens
    .findOneAndUpdate(
      { _id: citizen },
      { $inc: { begun: 1 } },
      { projection: { begun: 1 }, ...LIGHTLY },
    )
    .lean();
  return before?.begun ?? 0;
}

/** Counts an ended turn. */
export async function endTurn({ citizens }: Models, citizen: string): Promise<void> {
  const hasBegun = { _id: citizen, begun: trusted({ $gt: 0 }) };
  await citizens.updateOne(hasBegun, { $inc: { begun: -1 } }, LIGHTLY);
}

/** Returns the messages that were set aside and are still stored, the oldest first. */
export async function listAside({ letters }: Models, limit: number) {
  const rows = await letters
    .find(aside(), { citizen: 1, arrivedAt: 1 })
    .sort({ arrivedAt: 1 })
    .limit(limit)
    .lean();
  return rows.map(({ _id: key, citizen = '', arrivedAt }) => ({ key, citizen, arrivedAt }));
}

/** Makes them wait for a turn again; returns how many. */
export async function takeUpAgain({ letters }: Models): Promise<number> {
  const change = { $set: { isDone: false }, $unset: { isAside: 1 } };
  return (await letters.updateMany(aside(), change)).modifiedCount;
}

function aside() {
  const isThere = () => trusted({ $exists: true });
  return { isAside: true, citizen: isThere(), content: isThere() };
}
