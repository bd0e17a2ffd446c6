// Makes the store of an earlier Posko by running it, for the test beside this file:
// node test/store/released/make-store.ts REVISION NAME
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { claims, KEY } from './story.ts';

const [revision = 'HEAD', name = 'next'] = process.argv.slice(2);
const PORT = '18123';
const work = mkdtempSync(join(tmpdir(), 'posko-released-'));
const source = join(work, 'source');
const data = join(work, 'data');
const env = {
  ...{ PATH: process.env.PATH, POSKO_DATA: data, POSKO_KEY: KEY, POSKO_PORT: PORT },
  ...{ POSKO_QUIET_MS: '0', POSKO_UNDO_S: '0', POSKO_CHAT: 'on', POSKO_SAMPLES: 'off' },
};

function posko(...words: string[]): string {
  return execFileSync(process.execPath, ['src/main.ts', ...words], {
    ...{ cwd: source, env, encoding: 'utf8' },
  });
}

const phone = (citizen: string) => `http://127.0.0.1:${PORT}/chat/api/phones/${citizen}`;

async function write(citizen: string, text: string, forwarded = false): Promise<void> {
  await fetch(`${phone(citizen)}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, forwarded }),
  });
}

/** Waits until a citizen has been told something. */
async function told(citizen: string, pattern: RegExp): Promise<string> {
  let shown = '';
  for (let tries = 0; tries < 600; tries += 1) {
    shown = await fetch(phone(citizen)).then(
      (response) => response.text(),
      () => '',
    );
    const found = pattern.exec(shown);
    if (found) return found[1] ?? '';
    await pause(100);
  }
  throw new Error(`${citizen} was never told ${pattern}: ${shown}`);
}

/** Forwards a claim that nobody has checked, and agrees; returns the ticket. */
async function report(citizen: string, claim: string): Promise<string> {
  await write(citizen, claim, true);
  await told(citizen, /(diperiksa)/);
  await write(citizen, 'ya');
  return told(citizen, /\*([A-Z0-9]{4})\*/);
}

let server: ReturnType<typeof spawn> | undefined;
try {
  execFileSync('git', ['worktree', 'add', '-q', '--detach', source, revision]);
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: source });
  mkdirSync(data);
  server = spawn(process.execPath, ['src/main.ts', 'start'], { cwd: source, env });
  const row = { ...claims.known, id: 'rel-1', verdict: 'salah', org: 'Posko', topic: 'health' };
  writeFileSync(join(work, 'rows.jsonl'), `${JSON.stringify(row)}\n`);
  while (!(await fetch(`http://127.0.0.1:${PORT}/healthz`).catch(() => undefined)))
    await pause(100);
  console.log(posko('import', join(work, 'rows.jsonl')));
  await pause(3000); // the running process follows the import
  await write('w1', claims.known.title, true);
  await told('w1', /(SALAH)/);
  const open = await report('w2', claims.open);
  const decided = await report('w3', claims.decided);
  posko(
    'review',
    'reply',
    decided,
    '--verdict',
    'salah',
    '--summary',
    claims.reason,
    '--url',
    claims.url,
  );
  await told('w3', /(sudah diukur)/);
  await pause(2000); // what follows an answer is kept too
  server.kill('SIGTERM');
  await once(server, 'exit');
  server = undefined;
  const db = new DatabaseSync(join(data, 'posko.db'));
  db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; VACUUM');
  const [version] = db.prepare('PRAGMA user_version').all();
  db.close();
  const folder = join(import.meta.dirname, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'posko.db.gz'),
    gzipSync(readFileSync(join(data, 'posko.db')), { level: 9 }),
  );
  const commit = execFileSync('git', ['rev-parse', revision], { encoding: 'utf8' }).trim();
  const about = { commit, schema: version?.user_version, open, decided, madeAt: Date.now() };
  writeFileSync(join(folder, 'about.json'), `${JSON.stringify(about, null, 2)}\n`);
  console.log(about);
} finally {
  server?.kill('SIGKILL');
  execFileSync('git', ['worktree', 'remove', '--force', source]);
  rmSync(work, { recursive: true, force: true });
}
