import { join, resolve } from 'node:path';
import { z } from 'zod';
import { baileysVariables } from '../channels/baileys/settings.ts';
import { cloudApiVariables } from '../channels/cloud-api/settings.ts';
import { roles } from '../domain/accounts/permissions.ts';
import { exerciseSchema } from '../domain/cases/exercise.ts';
import { topics } from '../domain/cases/topic-words.ts';
import { licenceNames } from '../domain/disclosure/licences.ts';
import { defaultSettings } from '../domain/settings/settings.ts';
import { pricesSchema } from '../domain/stats/charge.ts';
import { defaultRules } from '../domain/subscriptions/unasked-rules.ts';
import { publicNumberSchema } from '../domain/text/format-number.ts';
import { parseJson } from '../domain/text/parse-json.ts';
import { mediaVariables } from '../media/settings.ts';

const root = resolve(import.meta.dirname, '../..');
const flag = z.enum(['on', 'off']);
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const matching = (pattern: RegExp) => z.string().regex(pattern).optional();
const listed = z.string().transform((list) => list.split(',').map((word) => word.trim()));
const hosts = z
  .string()
  .default('')
  .transform((names) => names.toLowerCase().match(/[^,\s]+/g) ?? []);
const json = z.string().transform((text, context): unknown => {
  const read = parseJson(z.unknown(), text);
  if (read === undefined) context.addIssue('is no JSON');
  return read;
});
const masterKey = matching(/^[0-9a-f]{64}$/i);
const address = z.url({ protocol: /^https?$/ }).optional();
const httpsAddress = z.url({ protocol: /^https$/ }).optional();
const secret = matching(/^[\x21-\x7e]{16,}$/);

/** Type, range and default of every variable; what each means stands in variables.json. */
export const environmentSchema = z.object({
  ...cloudApiVariables,
  ...baileysVariables,
  ...mediaVariables,
  NODE_ENV: z.string().default('development'),
  POSKO_DATA: z.string().default('data'),
  POSKO_KEY: masterKey,
  POSKO_BACKUP_KEY: masterKey,
  POSKO_BACKUP_COPY: matching(/^\s*[^\s{}].*\{\}/),
  POSKO_MONGO_URL: matching(/^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/),
  POSKO_REDIS_URL: matching(/^redis(?:s|s?-cluster|-sentinel)?:\/\/[^/\s]+(?:\/\S*)?$/),
  POSKO_FLOWS: z.string().default(join(root, 'flows')),
  POSKO_LOCALES: z.string().default(join(root, 'locales')),
  POSKO_EMBEDDER: z.string().optional(),
  POSKO_EMBEDDER_MODEL: z.string().max(300).optional(),
  POSKO_EMBEDDER_KEY: z.string().max(4000).optional(),
  POSKO_DICTIONARIES: z.string().optional(),
  POSKO_MATCHING: z.enum(['thread', 'here']).default('thread'),
  POSKO_VIEWER: z.string().optional(),
  POSKO_NEWS: matching(/^\s*https:\/\/\S+(?:\s+https:\/\/\S+)*\s*$/),
  POSKO_HOST: z.string().default('127.0.0.1'),
  POSKO_PORT: whole(0, 65_535).default(8080),
  POSKO_PROXIES: whole(0, 5).default(0),
  POSKO_CHAT: flag.optional(),
  POSKO_CHAT_HOSTS: hosts,
  POSKO_SAMPLES: flag.default('on'),
  POSKO_METRICS: flag.default('off'),
  POSKO_METRICS_TOKEN: secret,
  OTEL_SDK_DISABLED: z.enum(['true', 'false']).default('false'),
  OTEL_SERVICE_NAME: z.string().max(200).default('posko'),
  OTEL_EXPORTER_OTLP_ENDPOINT: address,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: address,
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: address,
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/protobuf']).default('http/protobuf'),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).optional(),
  OTEL_METRICS_EXPORTER: z.enum(['otlp', 'none']).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  POSKO_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  POSKO_LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),
  POSKO_NAME: z.string().trim().min(1).max(60).default(defaultSettings.post),
  POSKO_RUN_BY: z.string().trim().max(200).default(defaultSettings.runBy),
  POSKO_TOTP_FROM: z.enum(roles).default('editor'),
  POSKO_OIDC_ISSUER: matching(/^(?:https:|http:\/\/127\.0\.0\.1:)[^\s?#]+$/),
  POSKO_OIDC_CLIENT: matching(/^[\x20-\x7e]{1,255}$/),
  POSKO_OIDC_SECRET: secret,
  POSKO_OIDC_REDIRECT: matching(/^https?:\/\/[^/\s?#]+\/review\/login\/identity\/back$/),
  POSKO_OIDC_ACR: matching(/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/),
  POSKO_UNDO_S: whole(0, 600).default(10),
  POSKO_QUALITY_SAMPLE: whole(0, 50).default(defaultSettings.qualitySample),
  POSKO_SECOND_PERSON: listed
    .pipe(z.array(z.enum(topics)))
    .or(z.literal('none').transform(() => []))
    .optional(),
  POSKO_ORGANISATIONS: listed.pipe(z.array(z.string().min(1).max(200)).max(100)).optional(),
  POSKO_SERVICE_HOURS: z.coerce.number().min(1).max(720).default(24),
  POSKO_LIFE_MINUTES: whole(1, 1440).default(5),
  POSKO_HOUR_MINUTES: whole(1, 1440).default(60),
  POSKO_ELECTION_DAY: z.iso.date().optional(),
  POSKO_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => /^[^/]+\/\/[^/?#@]+\/?$/.test(url))
    .optional(),
  POSKO_PUBLIC_NUMBER: publicNumberSchema.optional(),
  POSKO_EXERCISE: exerciseSchema.default(''),
  POSKO_GOOGLE_KEY: z.string().optional(),
  POSKO_ALLOW_PRIVATE: hosts,
  POSKO_ARCHIVE: z.enum(['on', 'off', 'wayback']).default('off'),
  POSKO_RECORD_LICENCE: z.enum(licenceNames).default(defaultSettings.licence),
  POSKO_LETTER_DAYS: whole(1, 30).default(defaultSettings.letterDays),
  POSKO_TIP_DAYS: whole(1, 365).default(defaultSettings.tipDays),
  POSKO_MEDIA_DAYS: whole(1, 365).default(defaultSettings.mediaDays),
  POSKO_ADDRESS_DAYS: whole(1, 365).default(defaultSettings.addressDays),
  POSKO_REPORT_DAYS: whole(1, 90).default(defaultSettings.reportDays),
  POSKO_QUIET_MS: whole(0, 60_000).default(defaultSettings.quietMs),
  POSKO_HUMAN_QUIET_H: whole(0, 168).default(12),
  POSKO_PING_URL: httpsAddress,
  POSKO_ALARM_WEBHOOK: httpsAddress,
  POSKO_ALARM_SECRET: secret,
  POSKO_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  POSKO_ALARM_FROM: z.email().optional(),
  POSKO_ESCALATE_MIN: whole(1, 1440).default(15),
  POSKO_DIGEST_HOUR: whole(4, 12).default(defaultRules.morning / 60),
  POSKO_QUIET_FROM: whole(0, 23).default(defaultRules.quietFrom / 60),
  POSKO_QUIET_UNTIL: whole(0, 23).default(defaultRules.quietUntil / 60),
  POSKO_UNASKED_DAY: whole(1, 5).default(defaultRules.perDay),
  POSKO_UNASKED_WEEK: whole(1, 21).default(defaultRules.perWeek),
  POSKO_MONTHLY_ALLOWANCE: whole(0, 100_000_000).default(defaultSettings.monthlyAllowance),
  POSKO_PRICES: json.pipe(pricesSchema).optional(),
});

export type Environment = z.infer<typeof environmentSchema>;
