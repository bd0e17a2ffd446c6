import { type Config, readConfig } from '../config/config.ts';
import { readSecretFiles } from '../config/secret-files.ts';
import type { Reply } from '../domain/messages/message.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';

export interface StoreOptions {
  json?: boolean;
  data?: string;
}

/** The configuration, with the data folder of `--data` if it is given. */
export function configFor(options: { data?: string | undefined }): Config {
  const data = options.data === undefined ? {} : { POSKO_DATA: options.data };
  return readConfig({ ...readSecretFiles(process.env), ...data });
}

/** Ends the program as any tool ends once nobody reads on, `posko … | head`: without a word, by the number of SIGPIPE. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(128 + 13);
  });
}

/** Writes a line to stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a value as one line of JSON. */
export function printJson(value: unknown): void {
  const written = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  print(JSON.stringify(value).replace(UNSAFE, written));
}

/** Writes a line to stderr; a title or a row of a file in it steers no terminal. */
export function complain(text: string): void {
  process.stderr.write(`${neutralise(text)}\n`);
}

// What could steer a terminal or turn its text around; JSON.stringify leaves these as they are.
const UNSAFE = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Writes a result as JSON if that was asked for, and else as a line of text. */
export function printAs({ json }: { json?: boolean | undefined }, value: unknown, text: string) {
  if (json) printJson(value);
  else print(text);
}

/** Writes a list as JSON if that was asked for, and else a line for each entry, or what stands for none. */
export function printList<T>(
  { json }: { json?: boolean | undefined },
  list: readonly T[],
  { line, none }: { line: (entry: T) => string; none?: string },
): void {
  if (json) printJson(list);
  else if (list.length === 0 && none !== undefined) print(none);
  else for (const each of list) print(line(each));
}

/** The parts of a line with dots between them, as far as there are any. */
export function joined(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** A reply as lines of text, its choices below it, numbered unless a number is an answer of another kind. */
export function toLines({ text, choices, isUnnumbered }: Reply): string[] {
  const numbered = choices.map(({ label }, index) =>
    isUnnumbered ? `• ${label}` : `${index + 1}. ${label}`,
  );
  return [...text.split('\n'), ...numbered];
}
