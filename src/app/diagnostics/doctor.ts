import type { Config } from '../../config/config.ts';
import { holidayYears } from '../../domain/time/holidays.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { findConfinement } from '../../media/reading/confinement.ts';
import { openTranscriber } from '../../media/speech/transcriber.ts';
import { chooseEngine } from '../../media/text/choose-engine.ts';
import { hasPhotoReader } from '../../media/text/photo-reader.ts';
import { findStaleDrills } from '../last-backup.ts';
import { inspectContent } from '../load-content.ts';
import { findThesaurus, loadThesaurus } from '../open-dictionaries.ts';
import { openMatching } from '../open-matching.ts';
import { hiddenFrom } from '../open-reader.ts';
import confinements from './confinement.json' with { type: 'json' };
import * as machine from './diagnose-machine.ts';
import { diagnoseEmbedder, diagnoseStore } from './diagnose-store.ts';
import { attempt, broken, type Diagnosis, messageOf, ok, warning } from './diagnosis.ts';
import texts from './texts.json' with { type: 'json' };

/** Looks at everything Posko depends on and says what to do about what is wrong. */
export async function diagnose(config: Config, now: number): Promise<Diagnosis[]> {
  return [
    machine.diagnoseNode(),
    await attempt('flows and words', () => diagnoseFlows(config)),
    ...diagnoseHolidays(now),
    ...(await diagnoseStore(config, now)),
    ...(await diagnoseRedis(config)),
    ...(await diagnoseEmbedder(config)),
    ...diagnoseDictionaries(config),
    await diagnoseMatching(config),
    ...(await diagnoseMedia(config)),
    ...diagnoseConfinement(config),
    ...diagnosePrivateHosts(config),
    await diagnoseTextReader(config),
    await machine.diagnoseDisk(config),
    machine.diagnoseBackup(config, now),
    ...findStaleDrills(config.dataFolder).map((at) => warning('drill', `${at}: ${texts.drills}`)),
    machine.diagnoseKey(config), // after the store, which makes one at the first start
  ];
}

/** What takes no time to look at, and disturbs nobody who works. */
export async function diagnoseQuickly(config: Config): Promise<Diagnosis[]> {
  const backup = machine.diagnoseBackup(config, Date.now());
  const disk = await machine.diagnoseDisk(config);
  return [machine.diagnoseNode(), disk, backup, machine.diagnoseKey(config)];
}

/** What stands between the files of strangers and the master key. */
export function diagnoseConfinement(config: Pick<Config, 'media' | 'dataFolder'>): Diagnosis[] {
  if (!config.media.reader) return [];
  const how = findConfinement(hiddenFrom(config));
  const state = how === 'none' ? 'warning' : 'ok';
  return [{ name: 'reading of files', state, detail: confinements[how] }];
}

/** Names the hosts of the operator's own network that sources may be read from. */
export function diagnosePrivateHosts({ sources }: Pick<Config, 'sources'>): Diagnosis[] {
  const hosts = sources.fetch.privateHosts.join(', ');
  return hosts === '' ? [] : [warning('private hosts', `${texts.privateHosts} ${hosts}`)];
}

/** Whether the roster and the legal deadlines know the holidays of this year and of the next one. */
export function diagnoseHolidays(now: number): Diagnosis[] {
  const years = [now, now + AUTUMN_MS].map((at) => jakartaDay(at).slice(0, 4));
  const missing = years.find((year) => !holidayYears.includes(year));
  return missing === undefined ? [] : [warning('holidays', `${missing}: ${texts.holidays}`)];
}

/** The decree for a year is out so long before it begins. */
const AUTUMN_MS = 60 * 86_400_000;

function diagnoseFlows(config: Config): Diagnosis {
  const name = 'flows and words';
  const { findings, script } = inspectContent(config);
  if (findings.length > 0)
    return broken(name, `${findings.length} to fix: run "posko flows check"`);
  return ok(name, `${script.flows.size} flows, ${script.locales.size} languages`);
}

/** Whether sounds and films can be recognised, and a configured speech model used. */
export async function diagnoseMedia(config: Pick<Config, 'media'>): Promise<Diagnosis[]> {
  return [diagnoseTools(process.env.PATH ?? ''), ...(await diagnoseTranscriber(config))];
}

/** Whether the programs that read sounds and films are in one of these folders. */
export function diagnoseTools(path: string): Diagnosis {
  const name = 'sounds and films';
  const missing = Object.entries(PACKAGES).filter(([tool]) => !machine.hasTool(tool, path));
  if (missing.length === 0) return ok(name, Object.keys(PACKAGES).join(', '));
  const packages = missing.map(([, debian]) => debian).join(' ');
  const detail = `suara dan film tidak bisa dicocokkan: pasang ${packages} (apt-get install ${packages})`;
  return warning(name, detail);
}

/** By the Debian package that has each. */
const PACKAGES = { ffmpeg: 'ffmpeg', fpcalc: 'libchromaprint-tools' };

async function diagnoseTranscriber({ media }: Pick<Config, 'media'>): Promise<Diagnosis[]> {
  const { transcriber } = media;
  if (transcriber === undefined) return [];
  const look = async () => {
    (await openTranscriber(transcriber)).close();
    return ok('transcriber', transcriber);
  };
  return [await attempt('transcriber', look)];
}

/** Whether Redis answers, is new enough, and is set so that it keeps what it is given. */
export async function diagnoseRedis({ redisUrl }: Pick<Config, 'redisUrl'>): Promise<Diagnosis[]> {
  if (redisUrl === undefined) return [];
  // A client that takes memory where there is no Redis.
  const { connectProducer, untilReady } = await import('../../jobs/bullmq/connect.ts');
  const redis = connectProducer(redisUrl, () => {});
  try {
    await untilReady(redis);
    const read = async () => {
      const [seconds, micros] = await redis.time();
      return Number(seconds) * 1000 + Number(micros) / 1000;
    };
    const clock = await machine.diagnoseClock('Redis', read, Date.now);
    return [...judgeRedis(await redis.info()), clock];
  } catch {
    const [host] = redisUrl.replace(/^[^/]*\/\/(?:[^/@]*@)?/, '').split('/');
    const remedy = 'start it, or correct POSKO_REDIS_URL and its password';
    return [broken('Redis', `no answer at ${host}; ${remedy}`)];
  } finally {
    redis.disconnect();
  }
}

/** Judges the output of Redis' INFO, and says what to do about it. */
export function judgeRedis(info: string): Diagnosis[] {
  const of = (name: string) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1] ?? 'unknown';
  const [version, policy, log] = [of('redis_version'), of('maxmemory_policy'), of('aof_enabled')];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > 6 || (major === 6 && minor >= 2);
  return [
    (isNew ? ok : broken)('Redis', `version ${version}${isNew ? '' : texts.redis.old}`),
    policy === 'noeviction'
      ? ok('Redis memory', 'nothing is evicted')
      : warning('Redis memory', `${policy} ${texts.redis.evicts}`),
    log === '1' ? ok('Redis disk', texts.redis.keeps) : warning('Redis disk', texts.redis.forgets),
  ];
}

/** Which Tesseract reads the text in pictures, and why not the one that is configured. */
export async function diagnoseTextReader({ media }: Pick<Config, 'media'>): Promise<Diagnosis> {
  const { tesseract } = media;
  const name = 'text in pictures';
  const { engine, trouble } = await chooseEngine({ tesseract });
  await engine.stop();
  const detail = `${engine.name}; ${texts.photos[hasPhotoReader() ? 'read' : 'unread']}`;
  if (trouble === undefined) return ok(name, detail);
  return warning(name, `${trouble}; until then: ${detail}`);
}

/** Whether the thesaurus that helps to match retold messages is there and can be read. */
export function diagnoseDictionaries(config: Pick<Config, 'dictionaries'>): Diagnosis[] {
  const path = findThesaurus(config);
  if (path === undefined) {
    const detail = 'retold hoaxes are recognised more often after: apt-get install mythes-id';
    return [ok('thesaurus', `its own synonyms only; ${detail}`)];
  }
  try {
    return [ok('thesaurus', `${loadThesaurus(path).size} words, in ${path}`)];
  } catch (error) {
    return [broken('thesaurus', `${path}: ${messageOf(error)}; install it again`)];
  }
}

/** Whether messages are matched on a thread of its own, and whether that starts on this machine. */
export async function diagnoseMatching(
  config: Pick<Config, 'dictionaries' | 'matching'>,
  parts: Partial<Parameters<typeof openMatching>[1]> = {},
): Promise<Diagnosis> {
  const { here, thread, lost } = texts.matching;
  const { engines } = openMatching(config, { tell: () => {}, now: Date.now, ...parts });
  if (!engines) return ok('matching', here);
  const engine = engines.start();
  const well = engine.ask('match', { text: '' }).then(() => ok('matching', thread));
  const found = well.catch((error) => warning('matching', `${messageOf(error)}; ${lost}`));
  return found.finally(() => engine.close());
}
