import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import lists from './log-words.json' with { type: 'json' };

/** What the log may contain of an error. */
type Described = Readonly<Record<string, unknown>>;

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
    /** Where it came through our code, innermost first. */
    at: framesOf(stack),
    cause: cause === undefined || isDeep ? undefined : describeError(cause, depth + 1),
    errors: inner.length > 0 ? inner.map((each) => describeError(each, depth + 1)) : undefined,
  };
  const kept = Object.entries(described).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept);
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

/** Sentences that may stand in the log, ours or a library's; what stood in the place of a `…` never gets into it. */
const SENTENCES = [...lists.logged, ...lists.failures, ...lists.libsignal];

const SHAPES = SENTENCES.filter((each) => each.includes('…')).map((sentence) => {
  const parts = sentence.split('…').map((part) => RegExp.escape(part));
  return { sentence, shape: new RegExp(`^${parts.join('.*')}$`, 's') };
});
const sentences = new Set<unknown>(SENTENCES);
const names = new Set<unknown>(lists.names);
const codes = new Set<unknown>(lists.codes);
/** No sentence of ours is as long; a longer one costs more than a look. */
const LONGEST_KNOWN = 2000;
/** Five digits are a code; more could be part of a phone number. */
const MAX_CODE = 99_999;

/** The sentence of the list that says this, if any does. */
export function knownSentence(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > LONGEST_KNOWN) return undefined;
  if (sentences.has(text)) return text;
  return SHAPES.find(({ shape }) => shape.test(text))?.sentence;
}

/** Returns the name of a known kind of error; others count as plain errors. */
export function knownName(name: unknown): string | undefined {
  return names.has(name) ? String(name) : undefined;
}

export function knownCode(code: unknown): string | number | undefined {
  if (typeof code === 'number')
    return Number.isInteger(code) && code >= 0 && code <= MAX_CODE ? code : undefined;
  return codes.has(code) ? String(code) : undefined;
}
