import { z } from 'zod';
import { commandNames } from './command-words.ts';
import { staffLanguages } from './languages.ts';

interface Tree {
  [key: string]: string | Tree;
}

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
const phrases = z.array(z.coerce.string().min(1)).min(1);
const MAX_NAME = 24;

/** Reads a locale file: every text Posko says or understands in one language. */
export const localeSchema = z
  .strictObject({
    language: z.string().regex(/^[a-z]{2,3}$/, 'must be a code of two or three letters'),
    name: z.string().min(1).max(MAX_NAME, 'must fit into a row of a list: 24 characters'),
    /** What people call the language besides its name. */
    called: phrases.default([]),
    /** Names of a choice; the first is its label. */
    choices: z.record(z.string(), phrases).default({}),
    /** Ways to ask for a flow from anywhere. */
    commands: z.partialRecord(z.enum(commandNames), phrases).default({}),
    /** Greetings, thanks and the like: answered, but never stored as tips. */
    pleasantries: z.record(z.string(), phrases).default({}),
    /** Words without meaning in an answer ("dong", "kak"). */
    fillers: z.array(z.string()).default([]),
    /** What staff call the answers that flows keep. */
    saved: z.record(z.string(), z.string().min(1)).default({}),
    say: tree,
  })
  .transform(({ say, choices, commands, pleasantries, saved, ...locale }) => ({
    ...locale,
    isPartial: !staffLanguages.some((each) => each === locale.language),
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
  }));

/** Texts of one language that citizens can choose; what a partial one lacks is said in Indonesian. */
export type Locale = z.infer<typeof localeSchema>;

/** All languages by code; Indonesian is always among them. */
export type Locales = ReadonlyMap<string, Locale>;

function flatten(node: Tree, prefix: string): [string, string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[prefix + key, value.trimEnd()]]
      : flatten(value, `${prefix}${key}.`),
  );
}
