import { z } from 'zod';

interface Tree {
  [key: string]: string | Tree;
}

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
const phrases = z.array(z.coerce.string().min(1)).min(1);

/** Reads a locale file: every text Posko says or understands in one language. */
export const localeSchema = z
  .strictObject({
    language: z.string().regex(/^[a-z]{2,3}$/),
    name: z.string().min(1),
    partial: z.boolean().default(false),
    choices: z.record(z.string(), phrases).default({}),
    commands: z.record(z.string(), phrases).default({}),
    pleasantries: z.record(z.string(), phrases).default({}),
    fillers: z.array(z.string()).default([]),
    saved: z.record(z.string(), z.string().min(1)).default({}),
    say: tree,
  })
  .transform(
    ({ say, choices, commands, pleasantries, saved, ...locale }): Locale => ({
      ...locale,
      choices: new Map(Object.entries(choices)),
      commands: new Map(Object.entries(commands)),
      pleasantries: new Map(Object.entries(pleasantries)),
      saved: new Map(Object.entries(saved)),
      say: new Map(flatten(say, '')),
    }),
  );

/** Texts of one language; an incomplete locale falls back to Indonesian. */
export interface Locale {
  language: string;
  name: string;
  partial: boolean;
  /** Names of a choice; the first is its label. */
  choices: ReadonlyMap<string, readonly string[]>;
  /** Wordings that start a flow from anywhere. */
  commands: ReadonlyMap<string, readonly string[]>;
  /** Greetings, thanks and the like: answered, but never stored as tips. */
  pleasantries: ReadonlyMap<string, readonly string[]>;
  /** Words without meaning in an answer ("dong", "kak"). */
  fillers: readonly string[];
  /** What staff call the answers that flows keep. */
  saved: ReadonlyMap<string, string>;
  say: ReadonlyMap<string, string>;
}

/** All languages by code; Indonesian is always among them. */
export type Locales = ReadonlyMap<string, Locale>;

function flatten(node: Tree, prefix: string): [string, string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[prefix + key, value.trimEnd()]]
      : flatten(value, `${prefix}${key}.`),
  );
}
