import type { Evidence } from '../../domain/messages/evidence.ts';
import type { Media } from '../../domain/messages/message.ts';
import type { MediaStore } from '../../ports/store.ts';
import { closeEvidence, openEvidence } from '../sealed-values.ts';
import { among, bytes, sql, text } from './sql.ts';
import { SqlitePart } from './sqlite-part.ts';

/** Files on SQLite, each stored once under its hash and sealed with it. */
export class SqliteMedia extends SqlitePart implements MediaStore {
  async keep(media: Media, content: Uint8Array, at: number) {
    const { sha256, mime, size } = media;
    const sealed = this.seal.closeBytes(Buffer.from(sha256, 'hex'), content);
    const onConflict = 'ON CONFLICT (sha256) DO UPDATE SET kept_at = excluded.kept_at';
    this.db.insert('media', { sha256, mime, size, bytes: sealed, keptAt: at }, onConflict);
  }

  async read(sha256: string) {
    const row = this.db.get`SELECT mime, bytes FROM media WHERE sha256 = ${sha256}`;
    if (!row) return undefined;
    const content = this.seal.openBytes(Buffer.from(sha256, 'hex'), bytes(row, 'bytes'));
    return { mime: text(row, 'mime'), bytes: content };
  }

  async noteEvidence(sha256: string, evidence: Evidence) {
    const sealed = closeEvidence(this.seal, sha256, evidence);
    this.db.run`UPDATE media SET evidence = ${sealed} WHERE sha256 = ${sha256}`;
  }

  async evidenceOf(sha256: string) {
    const row = this.db.get`SELECT evidence FROM media
      WHERE sha256 = ${sha256} AND evidence IS NOT NULL`;
    return openEvidence(this.seal, sha256, row?.evidence);
  }

  async drop(hashes: readonly string[], before: number) {
    const used = sql`SELECT sha256 FROM (${FILES_OF_TIPS}) UNION ALL ${FILES_FOR_PARTNERS}`;
    const isUnused = sql`sha256 ${among(hashes)} AND sha256 NOT IN (${used})`;
    this.db.run`DELETE FROM media WHERE ${isUnused} AND kept_at < ${before}`;
    return this.db.texts`SELECT sha256 FROM media WHERE ${isUnused}`;
  }
}

/** Every file that the citizen of a report lets a partner have. */
export const FILES_FOR_PARTNERS = sql`SELECT f.value AS sha256
  FROM papers p, json_each(p.doc, '$.files') f WHERE p.kind = 'hand-over'`;

/** Every file that a tip came with, or that its citizen sent as an answer, with its case. */
export const FILES_OF_TIPS = sql`
  SELECT t.case_id, m.value ->> '$.sha256' AS sha256 FROM tips t, json_each(t.doc, '$.media') m
  UNION ALL SELECT t.case_id, m.value ->> '$.sha256' FROM tips t, json_each(t.doc, '$.saved') s,
    json_each(s.value, '$.files') m`;
