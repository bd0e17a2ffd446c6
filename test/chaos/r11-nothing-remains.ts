import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment, Setting } from './experiment.ts';
import type { Writing } from './network.ts';
import { ENDLESS } from './r2-redis-wiped.ts';
import { bytesBelow, findWords } from './scan-files.ts';
import { conclude, playScene, type Scene, secondsUntil } from './scene.ts';
import { writeLoad } from './write-load.ts';

const FIRST = 700_000;
/** So many signs all their names have in common, and other citizens' names do not. */
const STEM = 5;
/** Stands in the sample fact-checks, which are no secret: a scan that does not find it reads nothing. */
const CONTROL = 'microchip';

/** Citizens who ask to be erased, some while their message is being dealt with; then every byte is read. */
export const nothingRemains: Experiment = {
  id: 'R11',
  title: 'HAPUS DATA, then every byte is read',
  run: (setting) =>
    playScene(setting, { workers: 2, keepsLog: true }, (scene) => play(setting, scene)),
};

async function play(setting: Setting, scene: Scene) {
  const { town } = scene;
  const count = setting.isSmall ? 8 : 100;
  const citizens = Array.from({ length: count }, (_, n) => `c${FIRST + n}`);
  const words = wordsOf();
  let isOver = false;
  const watch = watchBytes(scene, words);
  const writing = writeLoad(town, { ...ENDLESS, perSecond: 5, busy: 40, isOver: () => isOver });
  const leaving = citizens.map(async (citizen, n) => {
    await pause((n % 20) * 50);
    await town.write(messageOf(citizen, 0, `Kabar ${canaryOf(citizen)} beredar di pasar`, true));
    if (n % 2 === 0) await pause(1500); // the others are erased while their message is under way
    await town.write(messageOf(citizen, 1, 'hapus data saya'));
    await town.write(messageOf(citizen, 2, 'ya, hapus'));
  });
  await Promise.all(leaving);
  const hasLeft = (citizen: string) =>
    town.heard(citizen).some((text) => text.includes('Sudah dihapus'));
  await secondsUntil(() => citizens.every(hasLeft), Date.now(), 60_000);
  isOver = true;
  await writing;
  await secondsUntil(() => town.waiting === 0);
  await pause(3000); // the note that the last reply is out, and what Redis tells of jobs, emptied every 2 s
  const seen = watch.stop();
  const erased = await pseudonymsGone(scene, seen.pseudonyms);
  await scene.store.retention.overwriteFreed(Number.POSITIVE_INFINITY); // as retention does every hour
  await writeOut(scene);
  const [disk, redis, log] = bytesOf(scene);
  const isBlind =
    findWords(disk, [CONTROL]).length === 0 || findWords(redis, ['posko']).length === 0;
  const result = await conclude(scene, {
    did: `${count} of the citizens write and are erased, half of them in the middle of it; database, Redis (dump and log) and logs read`,
    marks: [
      {
        what: 'numbers or words found at the end',
        value: findWords(Buffer.concat([disk, redis, log]), words).length,
        most: 0,
      },
      { what: 'numbers or words found on the way', value: seen.found.size, most: 0 },
      {
        what: 'pseudonyms of the erased in the database',
        value: findWords(disk, erased).length,
        most: 0,
      },
      {
        what: 'pseudonyms of the erased in Redis once its log is rewritten',
        value: findWords(redis, erased).length,
        most: 0,
      },
      { what: 'citizens not erased', value: count - erased.length, most: 0 },
      { what: 'scans that read nothing', value: isBlind ? 1 : 0, most: 0 },
    ],
    figures: { scansOnTheWay: seen.scans, bytesRead: disk.length + redis.length + log.length },
  });
  return result;
}

function messageOf(citizen: string, n: number, text: string, forwarded = false): Writing {
  return { citizen, id: `wamid.${citizen}.${n}`, text, forwarded };
}

function canaryOf(citizen: string): string {
  return `kanari${citizen}`;
}

/** What must be found nowhere: how their texts, their phone numbers and their ids at WhatsApp begin. */
function wordsOf(): string[] {
  const stem = `c${FIRST}`.slice(0, STEM);
  const digits = [...stem].map((letter) => letter.charCodeAt(0) % 10).join('');
  return [canaryOf(stem), `628100${digits}`, `ID.${stem}`];
}

/** Reads every byte again and again while the post runs, and gathers everyone's pseudonym. */
function watchBytes(scene: Scene, words: readonly string[]) {
  const found = new Set<string>();
  const pseudonyms = new Set<string>();
  let scans = 0;
  const look = () => {
    for (const id of citizensIn(scene)) pseudonyms.add(id);
    scans += 1;
    for (const word of findWords(Buffer.concat(bytesOf(scene)), words)) found.add(word);
  };
  const watching = setInterval(look, 1000);
  const gathering = setInterval(() => {
    for (const id of citizensIn(scene)) pseudonyms.add(id);
  }, 50);
  return {
    stop() {
      clearInterval(watching);
      clearInterval(gathering);
      return { found, pseudonyms, scans };
    },
  };
}

function citizensIn({ folder }: Scene): string[] {
  const file = new DatabaseSync(join(folder, 'posko.db'), { readOnly: true });
  const rows = file.prepare('SELECT id FROM citizens').all();
  file.close();
  return rows.map(({ id }) => `${id}`);
}

async function pseudonymsGone(scene: Scene, known: ReadonlySet<string>): Promise<string[]> {
  const left = new Set(citizensIn(scene));
  return [...known].filter((id) => !left.has(id));
}

/** Has both databases write everything to their files: the log of SQLite into the file, Redis uncompressed. */
async function writeOut({ folder, redis }: Scene): Promise<void> {
  const file = new DatabaseSync(join(folder, 'posko.db'), { timeout: 5000 });
  file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  file.close();
  const client = redis.client();
  await client.config('SET', 'rdbcompression', 'no');
  await client.config('SET', 'aof-use-rdb-preamble', 'no');
  await client.save();
  await client.bgrewriteaof();
  await secondsUntil(
    async () => (await client.info('persistence')).includes('aof_rewrite_in_progress:0'),
    Date.now(),
    10_000,
  );
  client.disconnect();
}

function bytesOf({ folder, redis, cluster }: Scene): [disk: Buffer, redis: Buffer, log: Buffer] {
  return [bytesBelow(folder), bytesBelow(redis.folder), Buffer.from(cluster.log.join(''))];
}
