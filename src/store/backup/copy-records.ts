import { type BackupRecord, type Counts, kindOf, type Target } from './backup-row.ts';
import type { Lost, Rekeyer } from './rekey.ts';

/** What was copied, and what was not. */
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
  let done = 0;
  try {
    for await (const record of records) {
      const fresh = rekeyer.take(record);
      done += 1;
      progress(done);
      if (!fresh) continue;
      await target.put(fresh);
      counts[kindOf(fresh)] = (counts[kindOf(fresh)] ?? 0) + 1;
    }
    await target.finish();
    return { counts, lost: rekeyer.lost };
  } catch (error) {
    await target.abandon();
    throw error;
  }
}
