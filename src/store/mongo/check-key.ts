import type { Seal } from '../seal.ts';
import type { Models } from './models.ts';

const PROOF = 'posko';
const ID = 'master';

/** Refuses a database sealed under another key, before anything else is read or written. */
export async function checkKey({ seals }: Models, seal: Seal): Promise<void> {
  const salt = seal.newSalt();
  // The first process writes its proof; a simultaneous one reads that.
  const $setOnInsert = { salt, proof: seal.close(salt, PROOF) };
  const options = { upsert: true, returnDocument: 'after', lean: true } as const;
  const row = await seals.findOneAndUpdate({ _id: ID }, { $setOnInsert }, options);
  try {
    if (row) seal.open(row.salt, row.proof);
  } catch {
    throw new Error(
      'the database was sealed under another master key; restore that key (POSKO_KEY or master.key) from your backup',
    );
  }
}
