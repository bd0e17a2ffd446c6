import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { openReader } from '../app/open-reader.ts';
import { openStore } from '../app/open-store.ts';
import { Failure } from '../app/user-error.ts';
import type { Config } from '../config/config.ts';
import { systemActor } from '../domain/accounts/reviewer.ts';
import type { FactCheck } from '../domain/fact-checks/fact-check.ts';
import type { EvidenceReader } from '../domain/messages/evidence.ts';
import { isRefusal } from '../imports/document-refused.ts';
import { withoutRepeats } from '../imports/read-rows.ts';
import { isDocument, isElsewhere } from '../imports/read-source.ts';
import { readSourceBatch } from '../imports/read-source-batch.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { Store } from '../ports/store.ts';
import { type ImportResult, previewImport } from '../services/fact-checks/import-fact-checks.ts';
import type { Submitting } from '../services/fact-checks/submit-change.ts';
import {
  type ImportSubmitted,
  partImport,
  submitImport,
} from '../services/fact-checks/submit-import.ts';
import { SettingsRepository } from '../services/settings/settings.ts';
import { createCommand, findReviewer } from './create-command.ts';
import { complain, configFor, print, printJson, type StoreOptions } from './output.ts';
import { startProgress } from './progress.ts';
import { readFactChecks } from './read-fact-checks.ts';

interface ImportOptions extends StoreOptions {
  org?: string;
  pages: number;
  as?: string;
  map?: string[];
  dryRun?: boolean;
  rejects?: string;
}

/** The command `posko import`. */
export function importCommand(): Command {
  return createCommand('import').action(runImport);
}

async function runImport(sources: string[], options: ImportOptions): Promise<void> {
  const config = configFor(options);
  const store = await openStore(config);
  const reader = openReader(config);
  const failures: string[] = [];
  const rejects: unknown[] = [];
  const columns = readColumns(options.map);
  try {
    const { present: settings } = await SettingsRepository.open(store.documents, config.settings);
    const importing = { store, settings, clock: systemClock, randomBytes, index: NO_INDEX };
    const proposer = await findProposer(store, options.as);
    for (const source of sources) {
      const parts = { config, options, reader, proposer, columns, rejects };
      const problem = await importOne(importing, source, parts);
      if (problem !== undefined) failures.push(problem);
    }
  } finally {
    reader?.close();
    await store.close();
  }
  if (options.rejects !== undefined) {
    await writeFile(options.rejects, rejects.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
  if (failures.length > 0) throw new Failure(failures.join('; '));
}

function readColumns(pairs: readonly string[] = []): Record<string, string> {
  const columns = pairs.map((pair) => {
    const [, theirs, ours] = /^(.+)=(\w+)$/.exec(pair) ?? [];
    if (theirs !== undefined && ours !== undefined) return [theirs, ours] as const;
    throw new Failure(`--map takes COLUMN=FIELD, such as judul=title, not ${pair}`);
  });
  return Object.fromEntries(columns);
}

/** The running Posko follows the store by itself. */
const NO_INDEX = { follow: () => Promise.resolve() };

/** Returns who proposes rows for a second review; required once there are accounts. */
async function findProposer(store: Store, name: string | undefined): Promise<string | undefined> {
  if (name !== undefined) return (await findReviewer(store, name, 'import')).name;
  const accounts = await store.reviewers.list();
  return accounts.length === 0 ? userInfo().username : undefined;
}

interface Importing {
  config: Config;
  options: ImportOptions;
  reader: EvidenceReader | undefined;
  proposer: string | undefined;
  /** Our names of columns, as the operator gave them. */
  columns: Record<string, string>;
  /** Refused rows of files, each with its reason. */
  rejects: unknown[];
}

/** Imports one source and prints the result; returns why the command has to fail, if it does. */
async function importOne(
  importing: Submitting,
  source: string,
  { config, options: { org, pages, json, dryRun }, ...parts }: Importing,
): Promise<string | undefined> {
  const asking = { pages, org, ...config.sources };
  let submitted: ImportSubmitted;
  try {
    if (isDocument(source)) {
      const gathered = await readSourceBatch(importing.store, source, asking);
      const { proposer } = parts;
      const submit = dryRun ? previewOnly : submitImport;
      submitted = await submit(importing, { by: systemActor.name, proposer, gathered });
    } else submitted = await importFile(importing, source, { ...parts, dryRun });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return `${source}: ${error.message}`;
  }
  const { report, proposed } = submitted;
  for (const { line, reason } of report.refused) complain(`${source}:${line} refused: ${reason}`);
  if (json) printJson(report);
  else {
    const { new: fresh, same, changed, corrected, refused, waiting = 0 } = report;
    print(
      `${fresh} new, ${corrected} corrected, ${changed} changed, ${same} as before, ${refused.length} refused`,
    );
    if (dryRun) print('nothing was changed (--dry-run)');
    if (waiting > 0) print(`${waiting} wait for a second person`);
    for (const { id } of proposed) print(`somebody else approves ${id} at /review/changes`);
  }
  const isWrong = report.refused.length > 0 && !isElsewhere(source);
  return isWrong ? `${report.refused.length} rows refused; the rest is kept` : undefined;
}

/** Says what an import would do, and does nothing. */
const previewOnly: typeof submitImport = async ({ store, clock }, { gathered }) => ({
  report: await previewImport({ store, now: clock.now() }, gathered),
  proposed: [],
  held: [],
});

const BATCH = 500;

/** Imports a JSONL or CSV file; stores or proposes good rows, prints refused ones with a reason. */
export async function importFile(
  importing: Submitting,
  path: string,
  { proposer, dryRun = false, ...parts }: FileOptions = {},
): Promise<ImportSubmitted> {
  const { factChecks, refused } = await readFile(path, parts);
  const submit = dryRun ? previewOnly : submitImport;
  const order = { by: systemActor.name, proposer };
  const { free, waiting, known } = await partImport(importing, factChecks);
  const report = { new: 0, same: 0, changed: 0, corrected: 0 };
  const progress = startProgress('import', free.length);
  const batch = { source: basename(path), same: 0, refused: [] };
  for (let at = 0; at < free.length; at += BATCH) {
    const gathered = { ...batch, factChecks: free.slice(at, at + BATCH) };
    const { report: counts } = await submit(importing, { ...order, gathered });
    for (const key of ['new', 'same', 'changed', 'corrected'] as const) report[key] += counts[key];
    progress.show(at + BATCH);
  }
  progress.end();
  const gathered = { ...batch, factChecks: waiting, refused };
  const last = await submit(importing, { ...order, gathered });
  const waits = known + (dryRun ? waiting.length : (last.report.waiting ?? 0));
  return {
    ...last,
    report: { ...report, refused: last.report.refused, ...(waits > 0 && { waiting: waits }) },
  };
}

type FileOptions = Partial<Pick<Importing, 'reader' | 'proposer' | 'columns' | 'rejects'>> & {
  dryRun?: boolean | undefined;
};

async function readFile(path: string, { rejects, ...options }: FileOptions) {
  const factChecks: FactCheck[] = [];
  const refused: ImportResult['refused'] = [];
  const onUnknown = (names: readonly string[]) =>
    complain(`${path}: not read: ${names.join(', ')}; --map says what a column means`);
  for await (const row of withoutRepeats(readFactChecks(path, { ...options, onUnknown }))) {
    if (row.type === 'read') factChecks.push(row.factCheck);
    else {
      const { line, reason, raw } = row;
      refused.push({ line, reason });
      const given = typeof raw === 'object' ? raw : { _text: raw };
      rejects?.push({ ...given, _line: line, _reason: reason });
    }
  }
  return { factChecks, refused };
}
