import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { knownCode, knownName, knownSentence } from './log-words.ts';

/** What the log may contain of an error. */
export interface Described {
  name: string;
  code?: string | number;
  message?: string;
  /** Where it came through our code, innermost first. */
  at?: string[];
  cause?: Described;
  errors?: Described[];
}

const MAX_FRAMES = 6;
const MAX_DEPTH = 3;
const SOURCES = join(import.meta.dirname, '..');

/** Describes an error by kind, code and place; of its words only known sentences, as others may quote a citizen. */
export function describeError(error: unknown, depth = 0): Described {
  try {
    return describe(error, depth);
  } catch {
    return { name: 'Error' }; // it throws when it is looked at
  }
}

function describe(error: unknown, depth: number): Described {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : 'errcode' in error ? error.errcode : undefined;
  const errors = error instanceof AggregateError ? error.errors : undefined;
  const isDeep = depth >= MAX_DEPTH;
  const inner = Array.isArray(errors) && !isDeep ? errors.slice(0, MAX_DEPTH) : [];
  const described = {
    name: knownName(name) ?? 'Error',
    code: knownCode(code),
    message: knownSentence(message),
    at: framesOf(stack),
    cause: cause === undefined || isDeep ? undefined : describeError(cause, depth + 1),
    errors: inner.length > 0 ? inner.map((each) => describeError(each, depth + 1)) : undefined,
  };
  const kept = Object.entries(described).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as unknown as Described; // the name is always among them
}

/** A file of ours that exists, and a line of at most three digits: nothing else could be read out of it. */
const FRAME = /(?<![\w./-])([\w./-]+\.ts):(\d{1,3}):\d{1,4}\)?$/;
let sources: ReadonlySet<string> | undefined;

function framesOf(stack: unknown): string[] | undefined {
  if (typeof stack !== 'string') return undefined;
  sources ??= new Set(readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }));
  const frames: string[] = [];
  for (const line of stack.slice(0, 20_000).split('\n')) {
    const [, path = '', number = ''] = (line.startsWith('    at ') && FRAME.exec(line)) || [];
    const file = path.slice(path.lastIndexOf('/src/') + '/src/'.length);
    if (path.includes('/src/') && sources.has(file)) frames.push(`src/${file}:${number}`);
    if (frames.length === MAX_FRAMES) break;
  }
  return frames.length > 0 ? frames : undefined;
}
