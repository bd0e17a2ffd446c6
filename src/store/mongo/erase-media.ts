import { trusted } from 'mongoose';
import { filesOf } from '../../domain/cases/case.ts';
import type { Cutoffs } from '../../ports/store.ts';
import type { Models } from './models.ts';

const PAGE = 500;

/** Erases files without consent by their time limits, others after their case is decided. */
export async function eraseMedia(models: Models, before: Cutoffs): Promise<number> {
  const { files } = models;
  const { hold = 0 } = before;
  const latest = Math.max(before.letter, before.farewell, before.media);
  let erased = 0;
  for (let after = ''; ; ) {
    const next = { _id: trusted({ $gt: after }), keptAt: trusted({ $lt: latest }) };
    const options = { sort: { _id: 1 }, limit: PAGE, lean: true } as const;
    const page = await files.find(next, null, options);
    const hashes = page.map(({ _id }) => _id);
    const uses = await findUses(models, hashes, hold);
    for (const { _id, keptAt } of page) {
      const use = uses.get(_id);
      const isOver = !use || (use === 'tip' && keptAt < before.media);
      if (isOver && (await eraseFile(models, _id, keptAt))) erased += 1;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = last._id;
  }
  await erasePieces(models, before.letter);
  return erased;
}

/** Returns files that are used: by tips whose case is open or held, or is neither, or by a partner of a report. */
export async function findUses(
  { tips, cases, papers }: Models,
  hashes: readonly string[],
  hold = 0,
) {
  const uses = new Map<string, 'tip' | 'open case' | 'partner'>();
  const named = trusted({ $in: [...hashes] });
  const isUsed = { $or: [{ 'media.sha256': named }, { 'saved.files.sha256': named }] };
  const rows = await tips.find(isUsed, { media: 1, saved: 1, case: 1 }).lean();
  const ids = [...new Set(rows.map((row) => row.case))];
  const isNeeded = { _id: trusted({ $in: ids }), $or: [{ status: 'open' as const }, isHeld(hold)] };
  const open = await cases.find(isNeeded, { _id: 1 }).lean();
  const isOpen = new Set(open.map(({ _id }) => _id));
  for (const row of rows) {
    for (const { sha256 } of filesOf(row)) {
      if (isOpen.has(row.case)) uses.set(sha256, 'open case');
      else if (!uses.has(sha256)) uses.set(sha256, 'tip');
    }
  }
  for (const { doc } of await papers.find({ kind: 'hand-over' }, { doc: 1 }).lean()) {
    const { files = [] }: { files?: string[] } = JSON.parse(doc);
    for (const sha256 of files) uses.set(sha256, 'partner');
  }
  return uses;
}

/** Filter of cases whose legal hold lasts beyond a time. */
export function isHeld(hold: number) {
  return { 'hold.until': trusted({ $gt: hold }) };
}

/** Removes the file before its pieces, so that it is never incomplete; not if it came again. */
export async function eraseFile(models: Models, sha256: string, keptAt: number): Promise<boolean> {
  const file = await models.files.findOneAndDelete({ _id: sha256, keptAt }).lean();
  if (!file) return false;
  await models.pieces.deleteMany({ upload: file.upload });
  return true;
}

/** Erases pieces of uploads that never became a file, as after a crash. */
async function erasePieces({ pieces, files }: Models, before: number): Promise<void> {
  const uploads = await pieces.distinct('upload', { at: trusted({ $lt: before }) });
  const kept = await files.find({ upload: trusted({ $in: uploads }) }, { upload: 1 }).lean();
  const isKept = new Set(kept.map(({ upload }) => upload));
  const lost = uploads.filter((upload) => !isKept.has(upload));
  await pieces.deleteMany({ upload: trusted({ $in: lost }) });
}
