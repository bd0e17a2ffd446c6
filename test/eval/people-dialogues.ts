import { existsSync, globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { expectations } from './people-expect.ts';
import { beginnings } from './people-states.ts';

/** Rows of the table, with the share that has to pass. */
export const marks = {
  refusal: 1,
  consent: 0.95,
  danger: 0.99,
  'false-alarm': 0.998,
  'about-posko': 0.95,
  'about-answer': 0.9,
  'about-ticket': 0.9,
  report: 0.9,
  voter: 0.9,
  'small-talk': 0.95,
  typo: 0.95,
  'not-the-claim': 0.98,
} as const;
export type Kind = keyof typeof marks;

export const kinds = Object.keys(marks) as Kind[];

const bubbleSchema = z.union([z.string().min(1), z.number().transform(String)]);

const dialogueSchema = z.strictObject({
  kind: z.enum(kinds),
  voice: z.string().min(1),
  after: z.enum(beginnings).default('nothing'),
  says: z
    .union([bubbleSchema, z.array(bubbleSchema).min(1)])
    .transform((says) => (typeof says === 'string' ? [says] : says)),
  expect: z.enum(expectations),
  /** Id of the fact-check whose verdict is the right one, where only one is. */
  'fact-check': z.string().optional(),
  /** Words of which the last reply has each, or none; only where nothing else tells. */
  must: z.array(z.string()).default([]),
  'must-not': z.array(z.string()).default([]),
});

/** A short conversation: how it begins, what somebody then says, and what the last reply has to do. */
export type Dialogue = z.infer<typeof dialogueSchema> & { file: string };

/** Reads every dialogue of a folder; a mistake names its file, its place and what it says. */
export function readDialogues(folder: string): Dialogue[] {
  if (!existsSync(folder)) throw new Error(`${folder} is missing`);
  const files = globSync(`${folder}/*.yaml`).sort();
  const faults: string[] = [];
  const dialogues = files.flatMap((file) => readFile(file, (fault) => faults.push(fault)));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return dialogues;
}

function readFile(file: string, complain: (fault: string) => void): Dialogue[] {
  let rows: unknown;
  try {
    rows = parse(readFileSync(file, 'utf8'), { schema: 'core' }) ?? [];
  } catch (error) {
    complain(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  if (!Array.isArray(rows)) {
    complain(`${file}: has to be a list of dialogues`);
    return [];
  }
  return rows.flatMap((row: unknown, index) => {
    const read = dialogueSchema.safeParse(row);
    if (read.success) return { ...read.data, file };
    const said = JSON.stringify(row)?.slice(0, 100);
    for (const { path, message } of read.error.issues) {
      complain(`${file}: dialogue ${index + 1} (${said}): ${path.join('.') || 'it'}: ${message}`);
    }
    return [];
  });
}
