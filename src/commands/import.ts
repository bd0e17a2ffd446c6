import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../config.ts';
import { DocumentRefused } from '../imports/document-refused.ts';
import { FetchRefused } from '../imports/guarded-fetch.ts';
import { XmlRefused } from '../imports/parse-xml.ts';
import type { FactCheck } from '../review/fact-check.ts';
import type { Store } from '../tipline/ports.ts';
import { saveFactChecks } from '../tipline/save-fact-checks.ts';
import { ImportMemory } from './import-memory.ts';
import { importSource, isDocument, isElsewhere } from './import-source.ts';
import { openStore } from './open-store.ts';
import { complain, configFor, Failure, print, printJson } from './output.ts';
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
  const failures: string[] = [];
  try {
    const memory = await ImportMemory.open(join(config.dataFolder, 'imports.json'));
    for (const source of sources) {
      const problem = await importOne(store, source, { config, memory, pages, options });
      if (problem !== undefined) failures.push(problem);
    }
  } finally {
    await store.close();
  }
  if (failures.length > 0) throw new Failure(failures.join('; '));
}

interface Importing {
  config: Config;
  memory: ImportMemory;
  pages: number;
  options: ImportOptions;
}

/** Imports one source and tells what became of it; returns what the command has to fail for. */
async function importOne(
  store: Store,
  source: string,
  { config, memory, pages, options: { org, json } }: Importing,
): Promise<string | undefined> {
  const asking = { memory, pages, org, googleKey: config.googleKey, now: Date.now() };
  let report: ImportReport;
  try {
    report = isDocument(source)
      ? await importSource(store, source, asking)
      : await importFile(store, source);
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

function isRefusal(error: unknown): error is Error {
  return [FetchRefused, XmlRefused, DocumentRefused].some((kind) => error instanceof kind);
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
