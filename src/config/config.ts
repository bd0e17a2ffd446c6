import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type BaileysConfig, baileysVariables, readBaileys } from '../channels/baileys/settings.ts';
import type { CloudApiConfig } from '../channels/cloud-api/settings.ts';
import { cloudApiVariables, readCloudApi } from '../channels/cloud-api/settings.ts';
import { type Role, roles } from '../domain/accounts/permissions.ts';
import { defaultSettings, type Settings } from '../domain/settings/settings.ts';
import { type MediaConfig, mediaVariables, readMedia } from '../media/settings.ts';
import { type ChatConfig, chatVariables, readChat } from './chat-settings.ts';
import { describeVariables, type Variable } from './describe-variables.ts';
import { deskVariables, readDesk } from './desk-settings.ts';
import { type AlertConfig, dutyVariables, readAlertSettings } from './duty-settings.ts';
import { type EmbedderConfig, embedderVariables, readEmbedder } from './embedder-settings.ts';
import { type Publication, publicationVariables, readPublication } from './public-settings.ts';
import { readRetention, retentionVariables } from './retention-settings.ts';
import { readSubscriptionSettings, subscriptionVariables } from './subscription-settings.ts';

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
  readonly masterKey: string | undefined;
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

const root = resolve(import.meta.dirname, '../..');
const flag = z.enum(['on', 'off'], 'must be "on" or "off"');
const count = (least: number, most: number) =>
  z.coerce
    .number(`must be a number from ${least} to ${most}`)
    .int(`must be a whole number`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const environmentSchema = z.object({
  ...cloudApiVariables,
  ...baileysVariables,
  NODE_ENV: z.string().default('development'),
  POSKO_DATA: z.string().min(1, 'must name a folder').default('data'),
  POSKO_FLOWS: z.string().default(join(root, 'flows')),
  POSKO_LOCALES: z.string().default(join(root, 'locales')),
  ...embedderVariables,
  POSKO_DICTIONARIES: z.string().optional(),
  POSKO_NEWS: z
    .string()
    .regex(
      /^\s*https:\/\/\S+(?:\s+https:\/\/\S+)*\s*$/,
      'must be addresses of feeds, https:// only',
    )
    .optional(),
  POSKO_HOST: z.string().default('127.0.0.1'),
  POSKO_PORT: count(0, 65_535).default(8080),
  POSKO_PROXIES: count(0, 5).default(0),
  ...chatVariables,
  POSKO_SAMPLES: flag.default('on'),
  POSKO_METRICS: flag.default('off'),
  POSKO_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must have at least 16 signs and no space')
    .optional(),
  POSKO_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'must be fatal, error, warn, info, debug or silent',
    )
    .default('info'),
  POSKO_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal signs (openssl rand -hex 32)')
    .optional(),
  POSKO_MONGO_URL: z
    .string()
    .regex(
      /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/,
      'must name a server and a database, such as mongodb://127.0.0.1:27017/posko?replicaSet=rs0',
    )
    .optional(),
  POSKO_REDIS_URL: z
    .string()
    .regex(
      /^redis(?:s|s?-cluster|-sentinel)?:\/\/[^/\s]+(?:\/\S*)?$/,
      'must be an address such as redis://127.0.0.1:6379',
    )
    .optional(),
  POSKO_NAME: z.string().trim().min(1).max(60).default(defaultSettings.post),
  POSKO_RUN_BY: z.string().trim().max(200).default(defaultSettings.runBy),
  POSKO_TOTP_FROM: z.enum(roles, `must be ${roles.join(', ')}`).default('editor'),
  ...publicationVariables,
  ...retentionVariables,
  POSKO_QUIET_MS: count(0, 60_000).default(defaultSettings.quietMs),
  ...deskVariables,
  ...mediaVariables,
  ...dutyVariables,
  ...subscriptionVariables,
});

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
    dictionaries:
      data.POSKO_DICTIONARIES === undefined ? undefined : resolve(data.POSKO_DICTIONARIES),
    news: data.POSKO_NEWS?.trim().split(/\s+/) ?? [],
    host: data.POSKO_HOST,
    port: data.POSKO_PORT,
    ...readChat(data, [cloudApi, baileys]),
    loadsSamples: data.POSKO_SAMPLES === 'on',
    logLevel: data.POSKO_LOG_LEVEL,
    masterKey: data.POSKO_KEY,
    mongoUrl: data.POSKO_MONGO_URL,
    redisUrl: data.POSKO_REDIS_URL,
    cloudApi,
    baileys,
    metrics: data.POSKO_METRICS === 'on' ? { token: data.POSKO_METRICS_TOKEN } : undefined,
    totpFrom: data.POSKO_TOTP_FROM,
    publication,
    variables: describeVariables(environmentSchema.shape, { given: environment, read: data }),
    googleKey: data.POSKO_GOOGLE_KEY,
    proxies: data.POSKO_PROXIES,
    media: readMedia(data),
    alarms: readAlertSettings(data),
    settings: {
      ...defaultSettings,
      post: data.POSKO_NAME,
      runBy: data.POSKO_RUN_BY,
      quietMs: data.POSKO_QUIET_MS,
      ...readRetention(data),
      ...readDesk(data),
      site: publication,
      licence: data.POSKO_RECORD_LICENCE,
      reach: readSubscriptionSettings(data, cloudApi),
    },
  });
}

function readEnvironment(environment: Record<string, string | undefined>) {
  const read = environmentSchema.safeParse(withoutBlanks(environment));
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
  throw new Error(`the configuration needs mending:\n${lines.join('\n')}`);
}

/** The 32-byte master key: as configured, or kept in the data folder and made there at first need. */
export function readMasterKey({ masterKey, dataFolder }: Config): Uint8Array {
  if (masterKey !== undefined) return Buffer.from(masterKey, 'hex');
  const path = join(dataFolder, 'master.key');
  if (!existsSync(path)) makeKey(path);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length === 32) return key;
  throw new Error(`${path} does not hold 64 hexadecimal signs; restore it from your backup`);
}

/** Writes a new key whole, and only where there is none; of two processes the first one wins. */
function makeKey(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
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

/** An empty variable counts as not set. */
function withoutBlanks(environment: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
