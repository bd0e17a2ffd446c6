import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readBaileys } from '../channels/baileys/settings.ts';
import { readCloudApi } from '../channels/cloud-api/settings.ts';
import { defaultSettings, type Settings, type Site } from '../domain/settings/settings.ts';
import { defaultRules } from '../domain/subscriptions/unasked-rules.ts';
import { HOUR, startOfDay } from '../domain/time/jakarta-day.ts';
import { isLoopbackName } from '../http/own-host.ts';
import { isTypo } from '../i18n/choose.ts';
import { readMedia } from '../media/settings.ts';
import { prepareDataFolder } from './data-folder.ts';
import { readEmbedder } from './embedder-settings.ts';
import { type Environment, environmentSchema } from './environment-schema.ts';
import { describeVariables, knownVariables, plain } from './known-variables.ts';

const MINUTE = 60_000;

/** The desk's settings; in production, verdicts on the vote, SARA and health need a second person. */
function readDesk(data: Environment) {
  const usual = data.NODE_ENV === 'production' ? (['election', 'sara', 'health'] as const) : [];
  const day = data.POSKO_ELECTION_DAY;
  return {
    undoMs: data.POSKO_UNDO_S * 1000,
    qualitySample: data.POSKO_QUALITY_SAMPLE,
    secondPerson: data.POSKO_SECOND_PERSON ?? usual,
    organisations: data.POSKO_ORGANISATIONS ?? [],
    serviceMs: data.POSKO_SERVICE_HOURS * HOUR,
    urgentMs: {
      life: data.POSKO_LIFE_MINUTES * MINUTE,
      hour: data.POSKO_HOUR_MINUTES * MINUTE,
    },
    elections: day === undefined ? [] : [{ name: 'pemilu', at: startOfDay(day) }],
  };
}

const TOGETHER = 'belong together: set both or none';

/** Reads by which ways alarms leave the post, and how long they wait for somebody; half of a way is a mistake. */
function readAlertSettings(data: Environment) {
  const { POSKO_ALARM_WEBHOOK: url, POSKO_ALARM_SECRET: secret } = data;
  const { POSKO_SMTP_URL: smtp, POSKO_ALARM_FROM: from } = data;
  if (!url !== !secret) throw new Error(`POSKO_ALARM_WEBHOOK and POSKO_ALARM_SECRET ${TOGETHER}`);
  if (!smtp !== !from) throw new Error(`POSKO_SMTP_URL and POSKO_ALARM_FROM ${TOGETHER}`);
  return {
    webhook: url && secret ? { url, secret } : undefined,
    mail: smtp && from ? { smtp, from } : undefined,
    escalateMs: data.POSKO_ESCALATE_MIN * MINUTE,
  };
}

/** Whether the simulator is there, in which nobody logs in: by itself only on this machine, and without a real channel. */
function readChat(data: Environment, channels: readonly unknown[]) {
  const isReal = data.NODE_ENV === 'production' || channels.some((each) => each !== undefined);
  const isForTrying = !isReal && isLoopbackName(data.POSKO_HOST.toLowerCase());
  const hasSimulator = data.POSKO_CHAT === undefined ? isForTrying : data.POSKO_CHAT === 'on';
  return {
    hasSimulator,
    /** Whether it is there although others can reach it or real citizens write: the operator has said so. */
    isSimulatorOpen: hasSimulator && !isForTrying,
    /** Names beside those of this machine under which it may be asked for. */
    chatHosts: data.POSKO_CHAT_HOSTS,
  };
}

/** The settings of the public pages; the samples are shown where one tries Posko out. */
function readPublication(data: Environment) {
  const host = data.POSKO_HOST.includes(':') ? `[${data.POSKO_HOST}]` : data.POSKO_HOST;
  const site: Site = {
    address: data.POSKO_PUBLIC_URL && new URL(data.POSKO_PUBLIC_URL).origin,
    number: data.POSKO_PUBLIC_NUMBER,
    showsSamples: data.NODE_ENV !== 'production',
  };
  /** Their address, or the one on this machine. */
  const url = new URL(data.POSKO_PUBLIC_URL ?? `http://${host}:${data.POSKO_PORT}`).origin;
  return { ...site, url };
}

/** Reads where people of partners sign in with their own accounts; part of it is a mistake. */
function readIdentity(data: Environment, url: string) {
  const { POSKO_OIDC_ISSUER: issuer, POSKO_OIDC_CLIENT: client, POSKO_OIDC_SECRET: secret } = data;
  const redirect = data.POSKO_OIDC_REDIRECT ?? `${url}/review/login/identity/back`;
  const secondFactors = data.POSKO_OIDC_ACR?.split(' ') ?? [];
  if (issuer && client && secret) return { issuer, client, secret, redirect, secondFactors };
  if (!issuer && !client && !secret) return undefined;
  throw new Error('POSKO_OIDC_ISSUER, …_CLIENT and …_SECRET belong together: set all or none');
}

/** Reads what is exported by OpenTelemetry; where to, its exporters read for themselves. */
function readTelemetry(data: Environment) {
  const [traces, metrics] = (['TRACES', 'METRICS'] as const).map((signal) => {
    const to = data[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] ?? data.OTEL_EXPORTER_OTLP_ENDPOINT;
    return (data[`OTEL_${signal}_EXPORTER`] ?? (to && 'otlp')) === 'otlp';
  });
  if (data.OTEL_SDK_DISABLED === 'true' || !(traces || metrics)) return undefined;
  const { OTEL_SERVICE_NAME: service, OTEL_TRACES_SAMPLER_ARG: share } = data;
  const headers = data.OTEL_EXPORTER_OTLP_HEADERS;
  return { service, headers, traces: traces ? { share } : undefined, hasMetrics: metrics };
}

/** Everything an operator can set, read once and never changed. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the environment; throws with every mistake and how to correct it. */
export function readConfig(environment: Record<string, string | undefined>) {
  const data = readEnvironment(environment);
  const [cloudApi, baileys] = [readCloudApi(data), readBaileys(data)];
  const publication = readPublication(data);
  return Object.freeze({
    dataFolder: resolve(data.POSKO_DATA),
    flows: data.POSKO_FLOWS,
    locales: data.POSKO_LOCALES,
    embedder: readEmbedder(data),
    dictionaries: data.POSKO_DICTIONARIES && resolve(data.POSKO_DICTIONARIES),
    matching: data.POSKO_MATCHING,
    /** Addresses of feeds whose articles may be shown where no fact-check is found. */
    news: data.POSKO_NEWS?.trim().split(/\s+/) ?? [],
    host: data.POSKO_HOST,
    port: data.POSKO_PORT,
    ...readChat(data, [cloudApi, baileys]),
    loadsSamples: data.POSKO_SAMPLES === 'on',
    logLevel: data.POSKO_LOG_LEVEL,
    logFormat: data.POSKO_LOG_FORMAT,
    masterKey: data.POSKO_KEY,
    /** The key of a backup that was made under another one. */
    backupKey: data.POSKO_BACKUP_KEY,
    /** The command that copies a backup elsewhere. */
    backupCopy: data.POSKO_BACKUP_COPY,
    mongoUrl: data.POSKO_MONGO_URL,
    redisUrl: data.POSKO_REDIS_URL,
    cloudApi,
    baileys,
    /** The page of figures for Prometheus, where the operator wants one, and what it asks for. */
    metrics: data.POSKO_METRICS === 'on' ? { token: data.POSKO_METRICS_TOKEN } : undefined,
    telemetry: readTelemetry(data),
    totpFrom: data.POSKO_TOTP_FROM,
    /** Where people of partners sign in with their own accounts, if anywhere. */
    identity: readIdentity(data, publication.url),
    publication,
    variables: describeVariables({ given: environment, read: data }),
    /** How sources of fact-checks are read, and which of their hosts may lie in the operator's own network. */
    sources: {
      googleKey: data.POSKO_GOOGLE_KEY,
      fetch: { privateHosts: data.POSKO_ALLOW_PRIVATE },
    },
    /** Where an outside service waits for a sign of life. */
    pingUrl: data.POSKO_PING_URL,
    archive: data.POSKO_ARCHIVE,
    /** How many proxies of one's own stand before the pages; what others say of an address does not count. */
    proxies: data.POSKO_PROXIES,
    media: readMedia(data),
    /** The program that shows files to reviewers at the console. */
    viewer: data.POSKO_VIEWER,
    alarms: readAlertSettings(data),
    settings: readSettings(data, { site: publication, cloudApi }),
  });
}

function readSettings(
  data: Environment,
  { site, cloudApi }: Pick<Settings, 'site'> & { cloudApi: ReturnType<typeof readCloudApi> },
): Settings {
  return {
    ...defaultSettings,
    post: data.POSKO_NAME,
    runBy: data.POSKO_RUN_BY,
    quietMs: data.POSKO_QUIET_MS,
    humanQuietMs: data.POSKO_HUMAN_QUIET_H * HOUR,
    letterDays: data.POSKO_LETTER_DAYS,
    tipDays: data.POSKO_TIP_DAYS,
    mediaDays: data.POSKO_MEDIA_DAYS,
    addressDays: data.POSKO_ADDRESS_DAYS,
    reportDays: data.POSKO_REPORT_DAYS,
    ...readDesk(data),
    site,
    licence: data.POSKO_RECORD_LICENCE,
    monthlyAllowance: data.POSKO_MONTHLY_ALLOWANCE,
    exercise: data.POSKO_EXERCISE,
    prices: data.POSKO_PRICES ?? defaultSettings.prices,
    /** The rules for unasked messages; a template for them is one of the Cloud API. */
    reach: {
      ...defaultRules,
      morning: data.POSKO_DIGEST_HOUR * 60,
      quietFrom: data.POSKO_QUIET_FROM * 60,
      quietUntil: data.POSKO_QUIET_UNTIL * 60,
      perDay: data.POSKO_UNASKED_DAY,
      perWeek: data.POSKO_UNASKED_WEEK,
      hasTemplate: cloudApi?.numbers.some(({ invitation }) => invitation !== undefined) ?? false,
    },
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

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads every variable; throws with each one that cannot be used, and each that Posko does not know. */
export function readEnvironment(environment: Variables): Environment {
  const given = withoutBlanks(environment);
  const read = environmentSchema.safeParse(given);
  const unusable = new Set(read.error?.issues.map(({ path }) => String(path[0])));
  const faults = [
    ...[...unusable].map((name) => sayUnusable(name, given[name] ?? '')),
    ...Object.keys(given).filter(isUnknown).map(sayUnknown),
  ];
  if (read.success && faults.length === 0) return read.data;
  throw new Error(`the configuration cannot be used:\n${faults.map((each) => `  ${each}`).join('\n')}
docs/settings.md describes every variable`);
}

function sayUnusable(name: string, value: string): string {
  const { form = '', isSecret = true, unset = '' } = knownVariables.get(name) ?? {};
  const instead = isSecret ? '' : `, not "${value.slice(0, LONGEST_SHOWN)}"`;
  return plain(`${name} must be ${form}${instead}; correct it, or remove it (then: ${unset})`);
}

const LONGEST_SHOWN = 60;

function isUnknown(name: string): boolean {
  return name.startsWith('POSKO_') && !knownVariables.has(name.replace(/_FILE$/, ''));
}

function sayUnknown(name: string): string {
  const near = nearest(name.replace(/_FILE$/, ''));
  if (/_(?:SERVICE_(?:HOST|PORT)|PORT_\d+_(?:TCP|UDP))(?:_|$)/.test(name)) {
    return `${name} comes from Kubernetes, for a Service called posko: set enableServiceLinks: false`;
  }
  const remedy = near === undefined ? 'remove it' : `did you mean ${near}?`;
  return `${name} is not a variable of Posko; ${remedy}`;
}

/** The known name that differs by a slip, or else the one with which it shares most words. */
function nearest(name: string): string | undefined {
  const names = [...knownVariables.keys()];
  const [best] = names
    .map((known) => ({ known, shared: wordsOf(name).intersection(wordsOf(known)).size }))
    .toSorted((x, y) => y.shared - x.shared);
  return names.find((known) => isTypo(name, known)) ?? (best?.shared ? best.known : undefined);
}

function wordsOf(name: string): Set<string> {
  return new Set(name.split('_').slice(1));
}

/** An empty variable counts as not set. */
function withoutBlanks(environment: Variables): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}
