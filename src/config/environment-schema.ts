import { join, resolve } from 'node:path';
import { z } from 'zod';
import { baileysVariables } from '../channels/baileys/settings.ts';
import { cloudApiVariables } from '../channels/cloud-api/settings.ts';
import { roles } from '../domain/accounts/permissions.ts';
import { defaultSettings } from '../domain/settings/settings.ts';
import { mediaVariables } from '../media/settings.ts';
import { chatVariables } from './chat-settings.ts';
import { deskVariables } from './desk-settings.ts';
import { dutyVariables } from './duty-settings.ts';
import { embedderVariables } from './embedder-settings.ts';
import { publicationVariables } from './public-settings.ts';
import { retentionVariables } from './retention-settings.ts';
import { subscriptionVariables } from './subscription-settings.ts';

const root = resolve(import.meta.dirname, '../..');
const flag = z.enum(['on', 'off']);
const masterKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/i)
  .optional();

/** Type, range and default of every variable; what each means stands in variables.json. */
export const environmentSchema = z.object({
  ...cloudApiVariables,
  ...baileysVariables,
  NODE_ENV: z.string().default('development'),
  POSKO_DATA: z.string().default('data'),
  POSKO_FLOWS: z.string().default(join(root, 'flows')),
  POSKO_LOCALES: z.string().default(join(root, 'locales')),
  ...embedderVariables,
  POSKO_DICTIONARIES: z.string().optional(),
  POSKO_NEWS: z
    .string()
    .regex(/^\s*https:\/\/\S+(?:\s+https:\/\/\S+)*\s*$/)
    .optional(),
  POSKO_HOST: z.string().default('127.0.0.1'),
  POSKO_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  POSKO_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  ...chatVariables,
  POSKO_SAMPLES: flag.default('on'),
  POSKO_METRICS: flag.default('off'),
  POSKO_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/)
    .optional(),
  POSKO_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  POSKO_LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),
  POSKO_KEY: masterKey,
  POSKO_BACKUP_KEY: masterKey,
  POSKO_MONGO_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/)
    .optional(),
  POSKO_REDIS_URL: z
    .string()
    .regex(/^redis(?:s|s?-cluster|-sentinel)?:\/\/[^/\s]+(?:\/\S*)?$/)
    .optional(),
  POSKO_NAME: z.string().trim().min(1).max(60).default(defaultSettings.post),
  POSKO_RUN_BY: z.string().trim().max(200).default(defaultSettings.runBy),
  POSKO_TOTP_FROM: z.enum(roles).default('editor'),
  ...publicationVariables,
  ...retentionVariables,
  POSKO_QUIET_MS: z.coerce.number().int().min(0).max(60_000).default(defaultSettings.quietMs),
  ...deskVariables,
  ...mediaVariables,
  ...dutyVariables,
  ...subscriptionVariables,
});
