import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { maskDetails } from '../domain/text/mask-details.ts';
import { describeError, knownCode, knownName, knownSentence } from './describe-error.ts';

const UNKNOWN_WORDS = 'a line whose words are not among the known ones';
const WITHHELD = 'withheld';
/** A count of more digits could be a phone number. */
const MAX_COUNT = 9_999_999;

/** The fields that may stand in the log, and what may stand in them; undefined drops the field. */
const FIELDS: Readonly<Record<string, (value: unknown) => unknown>> = {
  error: describeError,
  err: describeError,
  reason: (value) =>
    value instanceof Error
      ? describeError(value)
      : (knownSentence(value) ?? knownName(value) ?? WITHHELD),
  line: (value) => knownSentence(value) ?? WITHHELD,
  code: knownCode,
  details: (value) => (typeof value === 'string' ? maskDetails(value) : undefined),
  trace: (value) =>
    typeof value === 'string' && /^[\w-]{1,60}$/.test(value) ? maskDetails(value) : undefined,
  trace_id: (value) =>
    typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) ? value : undefined,
  ...namedBy(['role', 'channel', 'outcome'], knownName),
  version: (value) =>
    typeof value === 'string' && /^(?:\d{1,3}\.){2}\d{1,3}$/.test(value) ? value : undefined,
  ...namedBy(['fault', 'subcode', 'number', 'count', 'ms'], knownCount),
  ...namedBy(['received', 'repeated', 'answered', 'sent', 'unsent'], knownCount),
  field: (value) => (typeof value === 'string' && /^[a-z_]{1,60}$/.test(value) ? value : WITHHELD),
};

function namedBy<T>(names: readonly string[], read: T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, read]));
}

function knownCount(value: unknown): number | undefined {
  const isCount = Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_COUNT;
  return isCount ? Number(value) : undefined;
}

/** Opens the one log of the program, which cannot reveal a citizen: words come from a list, and unknown fields are dropped. */
export function openLog(
  level: string,
  destination: DestinationStream = process.stderr,
  format = 'json',
): Logger {
  const log = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (word) => ({ level: word }), log: keepKnown },
      hooks: {
        logMethod([first, second], method) {
          const isWords = typeof first === 'string';
          const fields = first instanceof Error ? { error: first } : isWords ? {} : first;
          const words = knownSentence(isWords ? first : second) ?? UNKNOWN_WORDS;
          method.apply(this, [{ fields }, words]);
        },
      },
    },
    format === 'json' ? destination : { write: (line) => destination.write(prettify(line)) },
  );
  return withoutBindings(log);
}

/** A line for eyes: time, level, words, and the rest as JSON. */
function prettify(line: string): string {
  const { level, time, pid: _, msg, ...rest } = JSON.parse(line);
  const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  return `${time} ${String(level).toUpperCase().padEnd(5)} ${msg}${more}\n`;
}

/** What is logged arrives wrapped, so that pino does nothing with it before it is looked at. */
function keepKnown({ fields }: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of entriesOf(fields)) {
    if (value === undefined) continue;
    const read = Object.hasOwn(FIELDS, name) ? FIELDS[name]?.(value) : undefined;
    if (read === undefined) dropped += 1;
    else kept[name] = read;
  }
  return dropped > 0 ? { ...kept, dropped } : kept;
}

function entriesOf(fields: unknown): [string, unknown][] {
  if (typeof fields !== 'object' || fields === null) return [];
  try {
    return Object.entries(fields);
  } catch {
    return [['unreadable', null]]; // it throws when it is looked at
  }
}

/** Bindings of a child would pass by the formatters, so a child takes its level and nothing else. */
function withoutBindings(log: Logger): Logger {
  const { child } = log;
  return Object.assign(log, {
    child(this: Logger, _bindings: object, { level }: { level?: string } = {}) {
      return child.call(this, {}, level === undefined ? {} : { level });
    },
    setBindings() {},
  }) as Logger; // the same methods, which do less
}

/** Ends the process on an error that nobody caught, in words of the log: Node would print the error whole. */
export function logCrashes(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'the process failed and ends');
    process.exit(1);
  });
}
