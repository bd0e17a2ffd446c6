import { z } from 'zod';
import { topics } from '../domain/cases/topic-words.ts';
import { environmentSchema } from './environment-schema.ts';
import sections from './variables.json' with { type: 'json' };

/** A variable of the environment, as documents and messages tell of it; Markdown. */
export interface KnownVariable {
  name: string;
  section: string;
  about: string;
  /** What it takes, to be read after "must be". */
  form: string;
  /** What holds where it is not set. */
  unset: string;
  /** Whether it may hold a secret, or lead to one. */
  isSecret: boolean;
  /** Whether Posko reads it; what it does not read, the tests do. */
  isRead: boolean;
}

const shapes: Readonly<Record<string, z.core.$ZodType>> = environmentSchema.shape;

/** Every variable by its name, in the order of the documents. */
export const knownVariables: ReadonlyMap<string, KnownVariable> = new Map(
  Object.entries(sections).flatMap(([section, variables]) =>
    Object.entries<Facts>(variables).map(([name, { form = '', secret = false, ...facts }]) => {
      const shape = shapes[name];
      const fallback = shape instanceof z.ZodDefault ? String(shape.def.defaultValue) : '';
      const known = {
        ...{ name, section, isSecret: secret, isRead: shape !== undefined },
        form: formOf(shape) ?? form.replace('{topics}', listed(topics)),
        unset: fallback === '' ? 'none' : `\`${fallback}\``,
        ...facts,
      };
      return [name, known] as const;
    }),
  ),
);

type Facts = Pick<KnownVariable, 'about'> & { form?: string; unset?: string; secret?: boolean };

/** What the schema itself says that it takes; undefined where only words can say it. */
function formOf(shape: z.core.$ZodType | undefined): string | undefined {
  if (shape instanceof z.ZodDefault || shape instanceof z.ZodOptional)
    return formOf(shape.unwrap());
  if (shape instanceof z.ZodEnum) return listed(shape.options);
  if (!(shape instanceof z.ZodNumber)) return undefined;
  return `a ${shape.isInt ? 'whole ' : ''}number from ${shape.minValue} to ${shape.maxValue}`;
}

function listed(words: readonly (string | number)[]): string {
  return words
    .map((word) => `\`${word}\``)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');
}

/** Removes the Markdown of a sentence about a variable, with its links to other pages. */
export function plain(markdown: string): string {
  return markdown
    .replace(/ \(\[\w+\]\([^()\n]*\)\)/g, '')
    .replace(/\[([^[\]\n]*)\]\([^()\n]*\)/g, '$1')
    .replace(/`|\*\*/g, '');
}

/** A variable of the environment: whether it is set, and what holds, where that may be shown. */
export interface Variable {
  name: string;
  isSet: boolean;
  source: 'environment' | 'file' | 'default';
  /** What holds, set or not; undefined where nothing does, or where it is nobody's to read. */
  value?: string | undefined;
}

/** Every variable that Posko reads; no secret is shown, not even a part of it. */
export function describeVariables({
  given,
  read,
}: {
  given: Readonly<Record<string, string | undefined>>;
  read: Readonly<Record<string, unknown>>;
}): Variable[] {
  return [...knownVariables.values()]
    .filter(({ isRead }) => isRead)
    .map(({ name, isSecret }): Variable => {
      const isSet = (given[name] ?? '').trim() !== '';
      const set = given[`${name}_FILE`] ? 'file' : 'environment';
      const value = isSecret ? undefined : read[name];
      const source = isSet ? set : 'default';
      return { name, isSet, source, ...(value === undefined ? {} : { value: String(value) }) };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
