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

/** How to read and write a table that is copied unchanged; the names are those of both stores. */
interface PlainTable {
  select: string;
  insert: string;
}

/** Tables that are copied unchanged, by kind. */
export const plainTables: Readonly<Record<string, PlainTable>> = {
  history: {
    select: 'SELECT case_id AS "case", at, by, what, of, words FROM history ORDER BY seq',
    insert: `INSERT INTO history (case_id, at, by, what, of, words)
      VALUES (:case, :at, :by, :what, :of, :words)`,
  },
  erasures: {
    select: 'SELECT receipt AS id, at FROM erasures',
    insert: 'INSERT INTO erasures (receipt, at) VALUES (:id, :at)',
  },
  consentTexts: {
    select: 'SELECT digest AS id, purpose, language, version, text, at FROM consent_texts',
    insert: `INSERT INTO consent_texts (digest, purpose, language, version, text, at)
      VALUES (:id, :purpose, :language, :version, :text, :at)`,
  },
  requests: {
    select: 'SELECT receipt AS id, asked, at, done_at AS doneAt FROM requests',
    insert: 'INSERT INTO requests (receipt, asked, at, done_at) VALUES (:id, :asked, :at, :doneAt)',
  },
  tallies: {
    select: 'SELECT day, name, count FROM tallies ORDER BY day, name',
    // The other store may have several rows for one counter.
    insert: `INSERT INTO tallies (day, name, count) VALUES (:day, :name, :count)
      ON CONFLICT (day, name) DO UPDATE SET count = count + excluded.count`,
  },
  reviewers: {
    select: `SELECT id, folded, name, role, disabled = 1 AS isDisabled, salt, secret, epoch,
      created_at AS createdAt, last_login_at AS lastLoginAt, revision FROM reviewers`,
    insert: `INSERT INTO reviewers (id, folded, name, role, disabled, salt, secret, epoch, created_at,
        last_login_at, revision)
      VALUES (:id, :folded, :name, :role, :isDisabled, :salt, :secret, :epoch, :createdAt,
        :lastLoginAt, :revision)`,
  },
  audit: {
    select: 'SELECT seq, at, by, what, of, details, hash, mark FROM audit ORDER BY seq',
    insert: `INSERT INTO audit (seq, at, by, what, of, details, hash, mark)
      VALUES (:seq, :at, :by, :what, :of, :details, :hash, :mark)`,
  },
  traceKeys: {
    select: 'SELECT id, salt, secret, retired = 1 AS isRetired FROM trace_keys',
    insert: `INSERT INTO trace_keys (id, salt, secret, retired)
      VALUES (:id, :salt, :secret, :isRetired)`,
  },
  traces: {
    select: 'SELECT id, key, doc, expires_at AS expiresAt FROM traces',
    insert: 'INSERT INTO traces (id, key, doc, expires_at) VALUES (:id, :key, :doc, :expiresAt)',
  },
  papers: {
    select: `SELECT kind || ':' || id AS id, kind, revision, doc FROM papers ORDER BY kind, id`,
    insert: `INSERT INTO papers (kind, id, revision, doc)
      VALUES (:kind, substr(:id, length(:kind) + 2), :revision, :doc)`,
  },
};

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

/** Converts a statement with names, and the values of a row, to positions. */
export function bind(sql: string, row: Readonly<Record<string, unknown>>) {
  const values: (string | number | null | Uint8Array)[] = [];
  const numbered = sql.replace(/:(\w+)/g, (_, name: string) => {
    const value = row[name] ?? null;
    values.push(typeof value === 'boolean' ? Number(value) : (value as string)); // a column's value
    return '?';
  });
  return { sql: numbered, values };
}

function tablesOf(db: Database): { name: string }[] {
  return db
    .all(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .map((row) => ({ name: String(row.name) }));
}
