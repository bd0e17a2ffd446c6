import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { jsonLines, posko, temporaryFolder, toInput } from '../support/posko.ts';

const ROW = { id: 'a', title: 'Air rebusan menyembuhkan segalanya', verdict: 'HOAKS', org: 'Uji' };

test('every command explains itself', async () => {
  const commands = ['start', 'chat', 'match', 'import', 'review', 'flows', 'samples', 'doctor'];
  const helps = await Promise.all(commands.map((command) => posko([command, '--help'])));
  for (const { code, stdout } of helps) {
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: posko');
  }
});

test('an unknown command is an error that points to the help', async () => {
  const ran = await posko(['revue']);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toBe('');
  expect(ran.stderr).toContain("unknown command 'revue'");
  expect(ran.stderr).toContain('review');
});

test('an import keeps good rows and tells every refused one with its line and reason', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'rows.jsonl');
  const rows = [
    ROW,
    '{broken',
    { ...ROW, id: 'b', verdict: 'entahlah' },
    { ...ROW, id: 'c', title: '' },
    7,
  ];
  writeFileSync(file, toInput(...rows));
  const ran = await posko(['import', file, '--data', folder.path, '--json']);
  expect(ran.code).toBe(1);
  expect(jsonLines(ran.stdout)).toMatchObject([
    { new: 1, refused: [{ line: 2 }, { line: 3 }, { line: 4 }, { line: 5 }] },
  ]);
  expect(ran.stderr).toContain('rows.jsonl:2 refused: is not JSON');
  expect(ran.stderr).toMatch(/rows.jsonl:3 refused: verdict: .*salah/);
  const again = await posko(['import', file, '--data', folder.path, '--json']);
  expect(jsonLines(again.stdout)).toMatchObject([{ new: 0, same: 1 }]);
});

test('a CSV is imported with its quotes, commas and several narratives', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'rows.csv');
  writeFileSync(
    file,
    '\ufeffid,title,verdict,org,narratives\nc1,"Judul, dengan koma",Keliru,Uji,satu || dua\nc2,,salah,Uji,\n',
  );
  const ran = await posko(['import', file, '--data', folder.path, '--json']);
  expect(jsonLines(ran.stdout)).toMatchObject([{ new: 1, refused: [{ line: 3 }] }]);
});

test('a file can be tried out first, its columns named, and its bad rows kept', async () => {
  using folder = temporaryFolder();
  const [file, rejects] = [join(folder.path, 'arsip.csv'), join(folder.path, 'buruk.jsonl')];
  writeFileSync(
    file,
    'Kode;Judul;Putusan;Asal;Warna\n1;Teh;Keliru;Uji;biru\n2;;Keliru;Uji;hijau\n',
  );
  const words = ['import', file, '--map', 'Asal=org', 'Kode=id', '--data', folder.path, '--json'];
  const tried = await posko([...words, '--dry-run', '--rejects', rejects]);
  expect(jsonLines(tried.stdout)).toMatchObject([{ new: 1, refused: [{ line: 3 }] }]);
  expect(tried.stderr).toContain('not read: Warna');
  expect(jsonLines(readFileSync(rejects, 'utf8'))).toMatchObject([
    { Kode: '2', Asal: 'Uji', _line: 3, _reason: expect.stringContaining('title') },
  ]);
  const done = await posko(words);
  expect(jsonLines(done.stdout)).toMatchObject([{ new: 1, same: 0 }]);
});

test('a missing file is told in plain words', async () => {
  using folder = temporaryFolder();
  for (const words of [
    ['import', '/tidak/ada.jsonl', '--data', folder.path],
    ['match', '--store', '/tidak/ada.jsonl'],
    ['chat', '--json', '--store', '/tidak/ada.jsonl'],
  ]) {
    const ran = await posko(words);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('/tidak/ada.jsonl cannot be read: there is no such file');
  }
});

test('match answers each line by id, and tells a bad one', async () => {
  using folder = temporaryFolder();
  const store = join(folder.path, 'store.jsonl');
  writeFileSync(store, toInput({ ...ROW, narratives: [] }));
  const input = toInput(
    { id: 1, text: ROW.title },
    'x',
    { id: 2, text: 'apa kabar' },
    { text: 'tanpa id' },
  );
  const ran = await posko(['match', '--store', store], { input });
  expect(ran.code).toBe(1);
  expect(jsonLines(ran.stdout)).toMatchObject([
    {
      id: 1,
      tier: 'answer',
      matches: [{ id: 'a', score: expect.any(Number) }],
      ms: expect.any(Number),
    },
    { id: 2, tier: 'none', matches: [] },
  ]);
  expect(ran.stderr).toContain('line 2 is not JSON');
  expect(ran.stderr).toContain('line 4 needs an "id"');
});

test('a store written by a newer Posko is refused and left as it is', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'posko.db');
  const db = new DatabaseSync(path);
  db.exec('PRAGMA user_version = 999');
  db.close();
  copyFileSync(path, `${path}.before`);
  writeFileSync(join(folder.path, 'master.key'), '00'.repeat(32));
  const ran = await posko(['review', 'list', '--data', folder.path]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('written by a newer Posko');
});

test('a broken flow keeps Posko from starting and is named with file and state', async () => {
  using folder = temporaryFolder();
  cpSync('flows', join(folder.path, 'flows'), { recursive: true });
  writeFileSync(
    join(folder.path, 'flows', 'thanks.yaml'),
    'flow: thanks\nstart: welcome\nintents: { thanks: welcome }\nstates:\n  welcome: { say: thanks.welcome, go: sumbit }\n',
  );
  const env = { POSKO_FLOWS: join(folder.path, 'flows'), POSKO_PORT: '0' };
  const started = await posko(['start', '--data', folder.path], { env });
  expect(started.code).toBe(1);
  expect(started.stderr).toContain(
    'flows/thanks.yaml: welcome "go" leads to sumbit, which does not exist',
  );
  const checked = await posko(['flows', 'check', '--json'], { env });
  expect(checked.code).toBe(1);
  expect(jsonLines(checked.stdout)[0]).toMatchObject([
    { file: 'flows/thanks.yaml', state: 'welcome' },
  ]);
});

test('impossible configuration is told all at once, each with its mend', async () => {
  const env = { POSKO_PORT: '99999', POSKO_KEY: 'abc', POSKO_CHAT: 'ja', POSKO_LOG_LEVEL: 'loud' };
  const ran = await posko(['start'], { env });
  expect(ran.code).toBe(1);
  for (const name of Object.keys(env)) expect(ran.stderr).toContain(name);
  expect(ran.stderr).toContain('openssl rand -hex 32');
});

test('the samples go with one command', async () => {
  using folder = temporaryFolder();
  const removed = await posko(['samples', 'remove', '--data', folder.path, '--json']);
  expect(Number(jsonLines(removed.stdout)[0]?.removed)).toBeGreaterThanOrEqual(40);
  const again = await posko(['samples', 'remove', '--data', folder.path, '--json']);
  expect(jsonLines(again.stdout)[0]).toEqual({ removed: 0 });
  const doctor = await posko(['doctor', '--data', folder.path]);
  expect(doctor.stdout).toContain('0 fact-checks');
});
