import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type BaileysConfig, readBaileys } from '../channels/baileys/settings.ts';
import type { CloudApiConfig } from '../channels/cloud-api/settings.ts';
import { readCloudApi } from '../channels/cloud-api/settings.ts';
import type { Role } from '../domain/accounts/permissions.ts';
import { defaultSettings, type Settings } from '../domain/settings/settings.ts';
import { type MediaConfig, readMedia } from '../media/settings.ts';
import { type ChatConfig, readChat } from './chat-settings.ts';
import { prepareDataFolder } from './data-folder.ts';
import { describeVariables, type Variable } from './describe-variables.ts';
import { readDesk } from './desk-settings.ts';
import { type AlertConfig, readAlertSettings } from './duty-settings.ts';
import { type EmbedderConfig, readEmbedder } from './embedder-settings.ts';
import type { Environment } from './environment-schema.ts';
import { type Publication, readPublication } from './public-settings.ts';
import { readEnvironment } from './read-environment.ts';
import { readSubscriptionSettings } from './subscription-settings.ts';

/** Everything an operator can set, read once and never changed. */
export interface Config extends ChatConfig {
  readonly dataFolder: string;
  readonly flows: string;
  readonly locales: string;
  /** The model that turns texts into vectors, if there is one. */
  readonly embedder: EmbedderConfig | undefined;
  /** The folder of the dictionaries, where it is not where Debian puts them. */
  readonly dictionaries: string | undefined;
  /** Addresses of feeds whose articles may be shown where no fact-check is found. */
  readonly news: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly loadsSamples: boolean;
  readonly logLevel: string;
  readonly logFormat: 'json' | 'pretty';
  readonly masterKey: string | undefined;
  /** The key of a backup that was made under another one. */
  readonly backupKey: string | undefined;
  /** A MongoDB replica set, where the truth does not lie in the data folder. */
  readonly mongoUrl: string | undefined;
  /** Redis, where several processes share the work. */
  readonly redisUrl: string | undefined;
  /** The WhatsApp Cloud API, where the post uses it. */
  readonly cloudApi: CloudApiConfig | undefined;
  /** A linked device of a WhatsApp number, where the post uses one. */
  readonly baileys: BaileysConfig | undefined;
  /** The least role that has to have an authenticator. */
  readonly totpFrom: Role;
  /** The page of figures for Prometheus, where the operator wants one, and what it asks for. */
  readonly metrics: { token: string | undefined } | undefined;
  /** What the public pages show: their own address, a number to forward to, the samples. */
  readonly publication: Publication;
  /** The key for Google Fact Check Tools, where fact-checks are imported from there. */
  readonly googleKey: string | undefined;
  /** Whether copies of the pages that verdicts cite are saved. */
  readonly archivesSources: boolean;
  /** How many proxies of one's own stand before the pages; what others say of an address does not count. */
  readonly proxies: number;
  /** How files that come with messages are read. */
  readonly media: MediaConfig;
  /** By which ways alarms leave the post. */
  readonly alarms: AlertConfig;
  readonly settings: Settings;
  /** Every variable of the environment that is known, for the page of the configuration. */
  readonly variables: readonly Variable[];
}

/** Reads the environment; throws with every mistake and how to correct it. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const data = readEnvironment(environment);
  const cloudApi = readCloudApi(data);
  const baileys = readBaileys(data);
  const publication = readPublication(data);
  return Object.freeze({
    dataFolder: resolve(data.POSKO_DATA),
    flows: data.POSKO_FLOWS,
    locales: data.POSKO_LOCALES,
    embedder: readEmbedder(data),
    dictionaries: data.POSKO_DICTIONARIES && resolve(data.POSKO_DICTIONARIES),
    news: data.POSKO_NEWS?.trim().split(/\s+/) ?? [],
    host: data.POSKO_HOST,
    port: data.POSKO_PORT,
    ...readChat(data, [cloudApi, baileys]),
    loadsSamples: data.POSKO_SAMPLES === 'on',
    logLevel: data.POSKO_LOG_LEVEL,
    logFormat: data.POSKO_LOG_FORMAT,
    masterKey: data.POSKO_KEY,
    backupKey: data.POSKO_BACKUP_KEY,
    mongoUrl: data.POSKO_MONGO_URL,
    redisUrl: data.POSKO_REDIS_URL,
    cloudApi,
    baileys,
    metrics: data.POSKO_METRICS === 'on' ? { token: data.POSKO_METRICS_TOKEN } : undefined,
    totpFrom: data.POSKO_TOTP_FROM,
    publication,
    variables: describeVariables({ given: environment, read: data }),
    googleKey: data.POSKO_GOOGLE_KEY,
    archivesSources: data.POSKO_ARCHIVE === 'on',
    proxies: data.POSKO_PROXIES,
    media: readMedia(data),
    alarms: readAlertSettings(data),
    settings: readSettings(data, { site: publication, cloudApi }),
  });
}

function readSettings(
  data: Environment,
  { site, cloudApi }: Pick<Settings, 'site'> & Pick<Config, 'cloudApi'>,
): Settings {
  return {
    ...defaultSettings,
    post: data.POSKO_NAME,
    runBy: data.POSKO_RUN_BY,
    quietMs: data.POSKO_QUIET_MS,
    letterDays: data.POSKO_LETTER_DAYS,
    tipDays: data.POSKO_TIP_DAYS,
    mediaDays: data.POSKO_MEDIA_DAYS,
    addressDays: data.POSKO_ADDRESS_DAYS,
    reportDays: data.POSKO_REPORT_DAYS,
    ...readDesk(data),
    site,
    licence: data.POSKO_RECORD_LICENCE,
    reach: readSubscriptionSettings(data, cloudApi),
  };
}

/** The 32-byte master key: as configured, or kept in the data folder and made there at first need. */
export function readMasterKey(config: Config): Uint8Array {
  const { masterKey, dataFolder } = config;
  if (masterKey !== undefined) return Buffer.from(masterKey, 'hex');
  const path = join(dataFolder, 'master.key');
  if (isKeyLost(config)) throw new Error(`${path} ${LOST}`);
  if (!existsSync(path)) makeKey(path);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length === 32) return key;
  throw new Error(`${path} does not hold 64 hexadecimal digits; restore it from your backup`);
}

const LOST = 'is missing, and the data cannot be read without it; restore it from your backup';

/** Whether the store has a master key already, so that none is made by asking for it. */
export function hasMasterKey({ masterKey, dataFolder }: Config): boolean {
  return masterKey !== undefined || existsSync(join(dataFolder, 'master.key'));
}

/** Whether data is there that nothing can open any more; a new key would only hide it. */
export function isKeyLost(config: Config): boolean {
  const hasStore = config.mongoUrl === undefined && existsSync(join(config.dataFolder, 'posko.db'));
  return hasStore && !hasMasterKey(config);
}

/** Writes a new key whole, and only where there is none; of two processes the first one wins. */
function makeKey(path: string): void {
  prepareDataFolder(dirname(path));
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    unlinkSync(draft);
  }
}
