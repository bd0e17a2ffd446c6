import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { GraphSettings } from './graph.ts';
import graph from './graph-version.json' with { type: 'json' };

/** Settings of a number; spans in milliseconds. */
export interface CloudApiSettings extends GraphSettings {
  /** Id of the phone number, as in the app's dashboard. */
  numberId: string;
  /** Approved template for news after 24 hours; without one, such news waits for the citizen. */
  template: { name: string; language: string } | undefined;
  /** Approved template that tells subscribers after 24 hours that a digest waits. */
  invitation?: { name: string; language: string } | undefined;
  reconcileMs: number;
  /** Messages a second from the number, of all processes together; by default what Meta says of it. */
  sendsPerSecond?: number | undefined;
}

const secret = z.string().min(8).optional();

/** Name and language. */
const template = z
  .string()
  .regex(/^[a-z0-9_]{1,512}:[a-zA-Z_]{2,8}$/)
  .optional();

/** Variables of the Cloud API; docs/whatsapp.md says where to find each. */
export const cloudApiVariables = {
  POSKO_CLOUD_NUMBER_ID: z
    .string()
    .regex(/^\d+(?:,\d+)*$/)
    .optional(),
  POSKO_CLOUD_TOKEN: secret,
  POSKO_CLOUD_APP_SECRET: secret,
  POSKO_CLOUD_VERIFY_TOKEN: secret,
  POSKO_CLOUD_TEMPLATE: template,
  POSKO_CLOUD_DIGEST_TEMPLATE: template,
  POSKO_CLOUD_PROOF: z.enum(['on', 'off']).default('off'),
  POSKO_CLOUD_RECONCILE_S: z.coerce.number().min(5).max(3600).default(180),
  POSKO_CLOUD_SENDS_PER_SECOND: z.coerce.number().min(1).max(500).optional(),
  POSKO_CLOUD_URL: z.url().default(`https://graph.facebook.com/${graph.version}`),
};

const TIMEOUT_MS = 15_000;

/** Reads the settings of the Cloud API, one per number in the configured order; undefined if it is off, throws if they are incomplete. */
export function readCloudApi(variables: z.infer<z.ZodObject<typeof cloudApiVariables>>) {
  const { POSKO_CLOUD_NUMBER_ID: ids, POSKO_CLOUD_TOKEN: tokens } = variables;
  const { POSKO_CLOUD_APP_SECRET: appSecret, POSKO_CLOUD_VERIFY_TOKEN: verifyToken } = variables;
  const given = [ids, tokens, appSecret, verifyToken].filter((value) => value !== undefined);
  if (given.length === 0) return undefined;
  if (!ids || !tokens || !appSecret || !verifyToken) {
    throw new Error(
      'the Cloud API needs POSKO_CLOUD_NUMBER_ID, POSKO_CLOUD_TOKEN, POSKO_CLOUD_APP_SECRET and ' +
        'POSKO_CLOUD_VERIFY_TOKEN together; docs/whatsapp.md tells where to find them',
    );
  }
  const baseUrl = variables.POSKO_CLOUD_URL.replace(/(?<!\/)\/+$/, '');
  if (!isSafe(baseUrl)) throw new Error('POSKO_CLOUD_URL must begin with https://');
  const template = toTemplate(variables.POSKO_CLOUD_TEMPLATE);
  const invitation = toTemplate(variables.POSKO_CLOUD_DIGEST_TEMPLATE);
  // WhatsApp confirms a message within seconds; long after that, it did not get it.
  const reconcileMs = variables.POSKO_CLOUD_RECONCILE_S * 1000;
  const sendsPerSecond = variables.POSKO_CLOUD_SENDS_PER_SECOND;
  const limits = { timeoutMs: TIMEOUT_MS, reconcileMs, sendsPerSecond };
  const proofOf = (token: string) => createHmac('sha256', appSecret).update(token).digest('hex');
  const numbers = readNumbers(ids, tokens).map(
    (number): CloudApiSettings => ({
      ...{ baseUrl, ...number, template, invitation, ...limits },
      proof: variables.POSKO_CLOUD_PROOF === 'on' ? proofOf(number.token) : undefined,
    }),
  );
  return { numbers, appSecret, verifyToken };
}

/** Pairs each number with its token: one for all, or one for each in the same order. */
function readNumbers(ids: string, tokens: string): { numberId: string; token: string }[] {
  const numberIds = ids.split(',');
  const known = tokens.split(',');
  if (new Set(numberIds).size < numberIds.length) {
    throw new Error('POSKO_CLOUD_NUMBER_ID names a number twice');
  }
  if (known.length !== 1 && known.length !== numberIds.length) {
    throw new Error(
      'POSKO_CLOUD_TOKEN needs one token for all numbers, or as many as POSKO_CLOUD_NUMBER_ID has',
    );
  }
  return numberIds.map((numberId, at) => ({ numberId, token: known[at] ?? known[0] ?? '' }));
}

function toTemplate(named: string | undefined): CloudApiSettings['template'] {
  const [name = '', language = ''] = named?.split(':') ?? [];
  return named === undefined ? undefined : { name, language };
}

/** The token must not travel unencrypted, except on this machine. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost';
}
