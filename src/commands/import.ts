import { stat } from 'node:fs/promises';
import type { FactCheck } from '../review/fact-check.ts';
import type { Store } from '../tipline/ports.ts';
import { saveFactChecks } from '../tipline/save-fact-checks.ts';
import { startProgress } from './progress.ts';
import { readFactChecks } from './read-fact-checks.ts';

/** What an import did. */
export interface ImportReport {
  new: number;
  same: number;
  changed: number;
  corrected: number;
  refused: { line: number; reason: string }[];
}

const BATCH = 500;

/** Imports a JSONL or CSV file; every good row is kept, every refused one is told with its reason. */
export async function importFile(store: Store, path: string): Promise<ImportReport> {
  const size = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const report: ImportReport = { new: 0, same: 0, changed: 0, corrected: 0, refused: [] };
  const progress = startProgress('import', size);
  let bytes = 0;
  let batch = new Map<string, FactCheck>();
  const flush = async () => {
    const counts = await saveFactChecks({ store, now: Date.now() }, [...batch.values()]);
    for (const key of ['new', 'same', 'changed', 'corrected'] as const) report[key] += counts[key];
    batch = new Map();
    progress.show(bytes);
  };
  for await (const row of readFactChecks(path, (read) => {
    bytes += read;
  })) {
    if (row.type === 'refused') report.refused.push({ line: row.line, reason: row.reason });
    else if (batch.has(row.factCheck.id)) {
      report.refused.push({ line: row.line, reason: `repeats the id ${row.factCheck.id}` });
    } else batch.set(row.factCheck.id, row.factCheck);
    if (batch.size >= BATCH) await flush();
  }
  await flush();
  progress.end();
  return report;
}
