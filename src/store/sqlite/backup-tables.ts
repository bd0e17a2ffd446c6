import type { SQLInputValue } from 'node:sqlite';
import type { Database } from './database.ts';

/**
 * Every table and its columns, as the backup knows them. Add every new table here; one that is
 * copied unchanged needs a line here and one in `plainTables`.
 */
const known: Readonly<Record<string, string>> = {
  // The number of started turns is of this machine: a restore retries what was set aside.
  citizens: 'id address salt state revision due last_at farewell interest begun',
  aliases: 'alias citizen',
  inbox: 'seq key citizen content sent_at arrived_at done aside',
  outbox:
    'seq id citizen content state attempts next_at created_at sent_at delivery claim reference failed',
  media: 'sha256 mime size bytes kept_at evidence',
  fact_checks: 'id change published_at sample retracted doc',
  cases: 'id ticket status claim_key opened_at decided_at revision doc change',
  tips: 'id case_id citizen at doc',
  told: 'citizen fact_check version at',
  announcements: 'id doc done',
  feedback: 'citizen fact_check helpful at',
  history: 'seq case_id at by what of words',
  erasures: 'receipt at',
  consents: 'seq citizen purpose deed digest at',
  consent_texts: 'digest purpose language version text at',
  requests: 'receipt asked at done_at',
  tallies: 'day name count',
  sessions: 'key account type value at',
  reviewers: 'id folded name role disabled salt secret epoch created_at last_login_at revision',
  audit: 'seq at by what of details hash mark',
  papers: 'kind id revision doc',
  trace_keys: 'id salt secret retired',
  traces: 'id key doc expires_at',
  // Not copied: who holds an account now, the proof of the key, and who is logged in.
  leases: 'account owner until',
  seals: 'salt proof',
  logins: 'key reviewer epoch needs started_at seen_at',
  tries: 'key count at',
  setups: 'key until',
};

/** Table that is copied unchanged. */
interface PlainTable {
  table: string;
  /** Names of both stores, with the column if it is called otherwise. */
  columns: string;
  order?: string;
  onConflict?: string;
}

/** The desk's documents, whose id begins with their kind in a backup. */
const PAPERS = { table: 'papers', columns: 'id kind revision doc', order: 'kind, id' };

/** Tables that are copied unchanged, by kind. */
export const plainTables: Readonly<Record<string, PlainTable>> = {
  history: { table: 'history', columns: 'case=case_id at by what of words', order: 'seq' },
  erasures: { table: 'erasures', columns: 'id=receipt at' },
  consentTexts: {
    table: 'consent_texts',
    columns: 'id=digest purpose language version text at',
  },
  requests: { table: 'requests', columns: 'id=receipt asked at doneAt=done_at' },
  tallies: {
    table: 'tallies',
    columns: 'day name count',
    order: 'day, name',
    // The other store may have several rows for one counter.
    onConflict: 'ON CONFLICT (day, name) DO UPDATE SET count = count + excluded.count',
  },
  reviewers: {
    table: 'reviewers',
    columns:
      'id folded name role isDisabled=disabled salt secret epoch createdAt=created_at lastLoginAt=last_login_at revision',
  },
  audit: { table: 'audit', columns: 'seq at by what of details hash mark', order: 'seq' },
  traceKeys: { table: 'trace_keys', columns: 'id salt secret isRetired=retired' },
  traces: { table: 'traces', columns: 'id key doc expiresAt=expires_at' },
  papers: PAPERS,
};

/** Returns the statement that reads a table under the names of both stores. */
export function selectPlain({ table, columns, order }: PlainTable): string {
  const read = pairsOf(columns).map(([name, column]) => {
    const isOfPaper = isDocumentId(table, name);
    return `${isOfPaper ? "kind || ':' || id" : column} AS "${name}"`;
  });
  return `SELECT ${read.join(', ')} FROM ${table}${order ? ` ORDER BY ${order}` : ''}`;
}

/** Inserts a row that is given under the names of both stores. */
export function insertPlain(
  db: Database,
  { table, columns, onConflict }: PlainTable,
  row: Readonly<Record<string, unknown>>,
): void {
  const values = pairsOf(columns).map(([name, column]): [string, SQLInputValue] => {
    const value = row[name] ?? null;
    if (typeof value === 'boolean') return [column, Number(value)];
    if (!isDocumentId(table, name)) return [column, value as SQLInputValue]; // a column's value
    return [column, String(value).slice(`${row.kind}:`.length)];
  });
  db.insert(table, Object.fromEntries(values), onConflict);
}

function pairsOf(columns: string): [string, string][] {
  return columns.split(' ').map((each) => {
    const [name = '', column = name] = each.split('=');
    return [name, column];
  });
}

/** Throws if a backup would leave out a table or column. */
export function checkTables(db: Database): void {
  for (const { name } of tablesOf(db)) {
    const columns = db.all('SELECT name FROM pragma_table_info(?)', name).map((row) => row.name);
    const expected = known[name]?.split(' ') ?? [];
    const unknown = columns.find((column) => !expected.includes(String(column)));
    if (unknown === undefined) continue;
    throw new Error(
      `the backup does not know ${name}.${unknown} yet; say in backup-tables.ts how it is taken along`,
    );
  }
}

/** Refuses a file that is not empty. */
export function checkEmpty(db: Database, path: string): void {
  for (const { name } of tablesOf(db)) {
    if (name === 'seals' || !db.get(`SELECT 1 FROM "${name}" LIMIT 1`)) continue;
    throw new Error(
      `${path} holds ${name.replace('_', '-')} already; restore into a new folder (--data FOLDER)`,
    );
  }
}

function tablesOf(db: Database): { name: string }[] {
  return db
    .all(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .map((row) => ({ name: String(row.name) }));
}

function isDocumentId(table: string, name: string): boolean {
  return `${table}.${name}` === 'papers.id';
}
