import { z } from 'zod';
import { type CommandName, commandNames } from './command-words.ts';
import { citizenLanguages } from './languages.ts';

interface Tree {
  [key: string]: string | Tree;
}

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
const phrases = z.array(z.coerce.string().min(1)).min(1);

/** Reads a locale file: every text Posko says or understands in one language. */
export const localeSchema = z
  .strictObject({
    language: z.enum(citizenLanguages),
    name: z.string().min(1),
    partial: z.boolean().default(false),
    choices: z.record(z.string(), phrases).default({}),
    commands: z.partialRecord(z.enum(commandNames), phrases).default({}),
    pleasantries: z.record(z.string(), phrases).default({}),
    fillers: z.array(z.string()).default([]),
    saved: z.record(z.string(), z.string().min(1)).default({}),
    say: tree,
  })
  .transform(
    ({ say, choices, commands, pleasantries, saved, ...locale }): Locale => ({
      ...locale,
      choices: new Map(Object.entries(choices)),
      commands: new Map(
        commandNames.flatMap((name) => {
          const wordings = commands[name];
          return wordings ? [[name, wordings] as const] : [];
        }),
      ),
      pleasantries: new Map(Object.entries(pleasantries)),
      saved: new Map(Object.entries(saved)),
      say: new Map(flatten(say, '')),
    }),
  );

/** Reads a locale that has words for all `names` below a key, or for none of them. */
export function completeLocale(names: Readonly<Record<string, readonly string[]>>) {
  return localeSchema.superRefine(({ say }, context) => {
    for (const [key, all] of Object.entries(names)) {
      const missing = all.filter((name) => !say.has(`${key}.${name}`));
      if (missing.length === all.length) continue;
      for (const name of missing) {
        context.addIssue({ code: 'custom', message: `has no words for ${key}.${name}` });
      }
    }
  });
}

/** Texts of one language; an incomplete locale falls back to Indonesian. */
export interface Locale {
  language: string;
  name: string;
  partial: boolean;
  /** Names of a choice; the first is its label. */
  choices: ReadonlyMap<string, readonly string[]>;
  /** Ways to ask for a flow from anywhere. */
  commands: ReadonlyMap<CommandName, readonly string[]>;
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
