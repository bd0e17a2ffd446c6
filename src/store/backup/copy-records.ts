import { type BackupRecord, type Counts, countRecord, type Target } from './backup-row.ts';
import type { Lost, Rekeyer } from './rekey.ts';

export interface Copied {
  counts: Counts;
  lost: Lost;
}

/** Copies records into a target under its key: all of them, or none. */
export async function copyRecords(
  records: AsyncIterable<BackupRecord>,
  rekeyer: Rekeyer,
  target: Target,
  progress: (done: number) => void = () => {},
): Promise<Copied> {
  const counts: Counts = {};
  const put = async (record: BackupRecord) => {
    await target.put(record);
    countRecord(counts, record);
  };
  let done = 0;
  try {
    for await (const record of records) {
      const fresh = rekeyer.take(record);
      done += 1;
      progress(done);
      if (fresh) await put(fresh);
    }
    for (const record of rekeyer.rest()) await put(record);
    await target.finish();
    return { counts, lost: rekeyer.lost };
  } catch (error) {
    await target.abandon();
    throw error;
  }
}
