import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import { gatherSource } from '../imports/gather-source.ts';
import { isRefusal } from '../imports/is-refusal.ts';
import { withoutRepeats } from '../imports/read-rows.ts';
import { isDocument, isElsewhere } from '../imports/read-source.ts';
import type { FactCheck } from '../review/fact-check.ts';
import {
  auditImport,
  type ImportReport,
  takeIn,
} from '../tipline/fact-checks/import-fact-checks.ts';
import { saveFactChecks } from '../tipline/fact-checks/save-fact-checks.ts';
import type { EvidenceReader } from '../tipline/files/evidence.ts';
import type { Store } from '../tipline/ports.ts';
import { openReader } from './open-reader.ts';
import { openStore } from './open-store.ts';
import { complain, configFor, Failure, print, printJson } from './output.ts';
import { startProgress } from './progress.ts';
import { readFactChecks } from './read-fact-checks.ts';

interface ImportOptions {
  data?: string;
  json?: boolean;
  org?: string;
  pages?: string;
}

/** The command `posko import`. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'import fact-checks from files, web pages, feeds, WordPress or Google Fact Check Tools',
    )
    .argument('<source...>', 'JSONL, CSV, XML, JSON or HTML files, https addresses, google:WORDS')
    .option('--org <name>', 'whose fact-checks they are, where the source does not say')
    .option('--pages <n>', 'how many pages of a long source to read', '1')
    .option('--data <folder>', 'folder of the embedded store')
    .option('--json', 'print JSON')
    .action(runImport);
}

async function runImport(sources: string[], options: ImportOptions): Promise<void> {
  const config = configFor(options);
  const pages = Number(options.pages);
  if (!Number.isInteger(pages) || pages < 1 || pages > 200) {
    throw new Failure('--pages must be a whole number from 1 to 200');
  }
  const store = await openStore(config);
  const reader = openReader(config);
  const failures: string[] = [];
  try {
    for (const source of sources) {
      const problem = await importOne(store, source, { config, pages, options, reader });
      if (problem !== undefined) failures.push(problem);
    }
  } finally {
    reader?.close();
    await store.close();
  }
  if (failures.length > 0) throw new Failure(failures.join('; '));
}

interface Importing {
  config: Config;
  pages: number;
  options: ImportOptions;
  reader: EvidenceReader | undefined;
}

/** Imports one source and tells what became of it; returns what the command has to fail for. */
async function importOne(
  store: Store,
  source: string,
  { config, pages, options: { org, json }, reader }: Importing,
): Promise<string | undefined> {
  const asking = { pages, org, googleKey: config.googleKey };
  let report: ImportReport;
  try {
    report = isDocument(source)
      ? await takeIn({ store, now: Date.now() }, await gatherSource(store, source, asking))
      : await importFile(store, source, reader);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return `${source}: ${error.message}`;
  }
  for (const { line, reason } of report.refused) complain(`${source}:${line} refused: ${reason}`);
  if (json) printJson(report);
  else {
    const { new: fresh, same, changed, corrected, refused } = report;
    print(
      `${fresh} new, ${corrected} corrected, ${changed} changed, ${same} as before, ${refused.length} refused`,
    );
  }
  const isWrong = report.refused.length > 0 && !isElsewhere(source);
  return isWrong ? `${report.refused.length} rows refused; the rest is kept` : undefined;
}

const BATCH = 500;
/** Imports a JSONL or CSV file; every good row is kept, every refused one is told with its reason. */
export async function importFile(
  store: Store,
  path: string,
  reader?: EvidenceReader,
): Promise<ImportReport> {
  const size = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const report: ImportReport = { new: 0, same: 0, changed: 0, corrected: 0, refused: [] };
  const progress = startProgress('import', size);
  let bytes = 0;
  let batch: FactCheck[] = [];
  const flush = async () => {
    const now = Date.now();
    const from = { source: basename(path), at: now };
    const counts = await saveFactChecks({ store, now, from }, batch);
    for (const key of ['new', 'same', 'changed', 'corrected'] as const) report[key] += counts[key];
    batch = [];
    progress.show(bytes);
  };
  const onBytes = (read: number) => {
    bytes += read;
  };
  const rows = readFactChecks(path, { onBytes, reader });
  for await (const row of withoutRepeats(rows)) {
    if (row.type === 'refused') report.refused.push({ line: row.line, reason: row.reason });
    else batch.push(row.factCheck);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  progress.end();
  await auditImport({ store, now: Date.now() }, basename(path), report);
  return report;
}
