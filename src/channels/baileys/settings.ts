import { z } from 'zod';
import { CAUTIOUS, type HumanPace } from './send-pace.ts';

const onOff = z.enum(['on', 'off']).default('off');

/** Variables of the linked device; see docs/whatsapp.md. */
export const baileysVariables = {
  POSKO_BAILEYS: onOff,
  POSKO_BAILEYS_NAME: z
    .string()
    .regex(/^[a-z0-9-]{1,30}$/)
    .default('posko'),
  POSKO_BAILEYS_GROUPS: z.enum(['on', 'notice', 'off']).default('notice'),
  POSKO_BAILEYS_VERSION: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .optional(),
  POSKO_BAILEYS_HOURLY: z.coerce.number().int().min(1).max(10_000).default(CAUTIOUS.hourly),
  POSKO_BAILEYS_URL: z.string().optional(),
};

/** Reads the settings of the linked device; undefined if it is off. */
export function readBaileys(variables: z.infer<z.ZodObject<typeof baileysVariables>>) {
  if (variables.POSKO_BAILEYS === 'off') return undefined;
  const { POSKO_BAILEYS_VERSION: version, POSKO_BAILEYS_URL: url } = variables;
  if (url !== undefined && !isLoopback(url)) {
    throw new Error('POSKO_BAILEYS_URL is for tests and must lead to this machine');
  }
  const [major = 0, minor = 0, patch = 0] = version?.split('.').map(Number) ?? [];
  const numbers: [number, number, number] = [major, minor, patch];
  return {
    /** The operator's name for the number, under which its keys are stored. */
    account: variables.POSKO_BAILEYS_NAME,
    groups: variables.POSKO_BAILEYS_GROUPS,
    version: version === undefined ? undefined : numbers,
    url,
    // A server on this machine is a test, which needs no polite pace.
    pace: url === undefined ? { ...CAUTIOUS, hourly: variables.POSKO_BAILEYS_HOURLY } : FAST,
  };
}

const FAST: HumanPace = {
  perCitizenMs: 0,
  perNumberMs: 0,
  burst: 1000,
  typingMs: [0, 0],
  hourly: 1e9,
};

/** Baileys does not verify the server; only TLS and this check do. */
function isLoopback(url: string): boolean {
  return /^wss?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?:\/|$)/.test(url);
}
