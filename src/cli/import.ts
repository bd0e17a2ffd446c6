import { createHash, randomBytes } from 'node:crypto';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, resolve, sep } from 'node:path';
import { openReader } from '../app/open-reader.ts';
import { openStore } from '../app/open-store.ts';
import { Failure } from '../app/user-error.ts';
import type { Config } from '../config/config.ts';
import { systemActor } from '../domain/accounts/reviewer.ts';
import { type ClaimFile, type FactCheck, MOST_FILES } from '../domain/fact-checks/fact-check.ts';
import type { EvidenceReader } from '../domain/messages/evidence.ts';
import { MAX_FILE } from '../domain/messages/message.ts';
import { isRefusal } from '../imports/document-refused.ts';
import { type RowOptions, readRows, withoutRepeats } from '../imports/read-rows.ts';
import { isDocument, isElsewhere } from '../imports/read-source.ts';
import { readSourceBatch } from '../imports/read-source-batch.ts';
import type { Row } from '../imports/to-row.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { Store } from '../ports/store.ts';
import { toClaimFile } from '../services/fact-checks/claim-files.ts';
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

interface ImportOptions extends StoreOptions {
  org?: string;
  pages: number;
  as?: string;
  map?: string[];
  dryRun?: boolean;
  rejects?: string;
}

export const importCommand = createCommand('import').action(runImport);

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
  const { factChecks, refused } = await readSource(path, parts);
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
  const { refused: bad } = last.report;
  return { ...last, report: { ...report, refused: bad, ...(waits > 0 && { waiting: waits }) } };
}

type FileOptions = Partial<Pick<Importing, 'reader' | 'proposer' | 'columns' | 'rejects'>> & {
  dryRun?: boolean | undefined;
};

async function readSource(path: string, { rejects, ...options }: FileOptions) {
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

/** Reads fact-checks and their files from JSONL or CSV; reports bad rows instead of throwing. */
async function* readFactChecks(path: string, { reader, ...options }: ReadOptions = {}) {
  const bytes = await readFile(path).catch(() => {
    throw new Failure(`${path} cannot be read: there is no such file, or it may not be opened`);
  });
  const format = /\.csv(?:\.gz)?$/i.test(path) ? 'csv' : 'jsonl';
  for await (const row of readRows(bytes, format, options)) {
    yield await readClaimMedia(row, dirname(resolve(path)), reader);
  }
}

/** Reads all fact-checks of a file; prints refused ones on stderr, and fails without any. */
export async function readStoreFile(
  path: string,
  complain: (message: string) => void,
  reader?: EvidenceReader,
): Promise<FactCheck[]> {
  const factChecks: FactCheck[] = [];
  for await (const row of readFactChecks(path, { reader })) {
    if (row.type === 'read') factChecks.push(row.factCheck);
    else complain(`${path}:${row.line} refused: ${row.reason}`);
  }
  if (factChecks.length === 0) throw new Error(`${path} holds no fact-check that could be read`);
  return factChecks;
}

type ReadOptions = RowOptions & { reader?: EvidenceReader | undefined };

/** Reads the files that a row names, in the folder of its own file; one that cannot be read refuses the row. */
async function readClaimMedia(
  row: Row,
  folder: string,
  reader: EvidenceReader | undefined,
): Promise<Row> {
  if (row.type === 'refused' || !row.media || !reader) return row;
  const { line, factCheck, media } = row;
  const files: ClaimFile[] = [...(factCheck.files ?? [])];
  const wordings = [...factCheck.narratives];
  for (const path of media.slice(0, MOST_FILES - files.length)) {
    const read = await readOne(path, folder, reader);
    if (typeof read === 'string')
      return { type: 'refused', line, reason: `media: ${path} ${read}` };
    if (!files.some(({ sha256 }) => sha256 === read.file.sha256)) files.push(read.file);
    wordings.push(...read.texts.filter((text) => !wordings.includes(text)));
  }
  return { type: 'read', line, factCheck: { ...factCheck, narratives: wordings, files } };
}

async function readOne(path: string, folder: string, reader: EvidenceReader) {
  const found = await realpath(resolve(folder, path)).catch(() => undefined);
  if (!found) return 'is not there';
  if (!found.startsWith(`${await realpath(folder)}${sep}`)) return 'lies outside of its folder';
  const { size } = await stat(found);
  if (size > MAX_FILE) return `has more than ${MAX_FILE / 1024 / 1024} MB`;
  const bytes = await readFile(found);
  const evidence = await reader.read({ mime: '', bytes });
  const file = toClaimFile(createHash('sha256').update(bytes).digest('hex'), evidence);
  const texts = evidence.texts.map(({ text }) => text);
  return file ? { file, texts } : `is no picture, sound or film that can be known again`;
}
