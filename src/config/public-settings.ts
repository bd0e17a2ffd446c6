import { z } from 'zod';
import { licenceNames } from '../domain/disclosure/licences.ts';
import { defaultSettings, type Site } from '../domain/settings/settings.ts';

/** What an operator says of the public pages: their own address, a number to forward to, and the samples. */
export interface Publication extends Site {
  /** Their address, or the one on this machine. */
  readonly url: string;
  readonly number: string | undefined;
}

/** What the public pages and imports can be told by the environment. */
export const publicationVariables = {
  POSKO_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => /^[^/]+\/\/[^/?#@]+\/?$/.test(url))
    .optional(),
  POSKO_PUBLIC_NUMBER: z
    .string()
    .transform((number) => number.replace(/[\s().-]/g, ''))
    .pipe(z.string().regex(/^\+?[1-9]\d{7,14}$/))
    .optional(),
  POSKO_GOOGLE_KEY: z.string().optional(),
  POSKO_RECORD_LICENCE: z.enum(licenceNames).default(defaultSettings.licence),
};

type Variables = { NODE_ENV: string; POSKO_HOST: string; POSKO_PORT: number } & {
  [K in keyof typeof publicationVariables]?: z.output<(typeof publicationVariables)[K]>;
};

/** The settings of the public pages; the samples are shown where one tries Posko out. */
export function readPublication(data: Variables): Publication {
  const host = data.POSKO_HOST.includes(':') ? `[${data.POSKO_HOST}]` : data.POSKO_HOST;
  return {
    url: new URL(data.POSKO_PUBLIC_URL ?? `http://${host}:${data.POSKO_PORT}`).origin,
    address: data.POSKO_PUBLIC_URL && new URL(data.POSKO_PUBLIC_URL).origin,
    number: data.POSKO_PUBLIC_NUMBER?.replace('+', ''),
    showsSamples: data.NODE_ENV !== 'production',
  };
}
