import { randomUUID } from 'node:crypto';
import { trusted } from 'mongoose';
import type { Evidence } from '../../domain/messages/evidence.ts';
import type { Media } from '../../domain/messages/message.ts';
import type { MediaStore } from '../../ports/store.ts';
import { closeEvidence, openEvidence } from '../sealed-values.ts';
import { eraseFile, findUses } from './erase-media.ts';
import { MongoPart } from './mongo-part.ts';
import { isNew } from './transact.ts';

/** Bytes per piece; a document may have 16 MiB. */
const PIECE = 4 * 1024 * 1024;

/** Files on MongoDB: first the pieces of an upload, then the file that joins them. */
export class MongoMedia extends MongoPart implements MediaStore {
  async keep({ sha256, mime, size }: Media, content: Uint8Array, at: number) {
    const { models, seal } = this;
    const renew = () => models.files.updateOne({ _id: sha256 }, { $set: { keptAt: at } });
    if ((await renew()).matchedCount === 1) return;
    const sealed = seal.closeBytes(Buffer.from(sha256, 'hex'), content);
    const upload = randomUUID();
    for (let start = 0, number = 0; start < sealed.length; start += PIECE, number += 1) {
      const bytes = sealed.subarray(start, start + PIECE);
      await models.pieces.insertMany([{ upload, number, bytes, at }]);
    }
    const file = { _id: sha256, mime, size, upload, keptAt: at };
    if (await isNew(models.files.insertMany([file]))) return;
    await renew();
    await models.pieces.deleteMany({ upload });
  }

  async read(sha256: string) {
    const { models, seal } = this;
    const file = await models.files.findOne({ _id: sha256 }).lean();
    if (!file) return undefined;
    const rows = await models.pieces.find({ upload: file.upload }).sort({ number: 1 }).lean();
    if (rows.length === 0) return undefined; // erased at this moment
    const sealed = Buffer.concat(rows.map(({ bytes }) => bytes));
    return { mime: file.mime, bytes: seal.openBytes(Buffer.from(sha256, 'hex'), sealed) };
  }

  async noteEvidence(sha256: string, evidence: Evidence) {
    const { models, seal } = this;
    const sealed = closeEvidence(seal, sha256, evidence);
    await models.files.updateOne({ _id: sha256 }, { $set: { evidence: Buffer.from(sealed) } });
  }

  async evidenceOf(sha256: string) {
    const { models, seal } = this;
    const file = await models.files.findOne({ _id: sha256 }, { evidence: 1 }).lean();
    return openEvidence(seal, sha256, file?.evidence);
  }

  async drop(hashes: readonly string[], before: number) {
    const { models } = this;
    const uses = await findUses(models, hashes);
    const named = { _id: trusted({ $in: hashes.filter((sha256) => !uses.has(sha256)) }) };
    const left: string[] = [];
    for (const { _id, keptAt } of await models.files.find(named, { keptAt: 1 }).lean()) {
      const isGone = keptAt < before && (await eraseFile(models, _id, keptAt));
      if (!isGone) left.push(_id);
    }
    return left;
  }
}
