import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { knownSentence } from '../../src/app/describe-error.ts';
import { logEvents } from '../../src/app/open-figures.ts';
import { openLog } from '../../src/app/open-log.ts';
import type { Observation } from '../../src/ports/events.ts';
import { aFolder } from '../support/builders.ts';

function aLog() {
  let written = '';
  const log = openLog('debug', {
    write: (text) => {
      written += text;
    },
  });
  const last = () => JSON.parse(written.trim().split('\n').at(-1) ?? '{}');
  return { log, written: () => written, last };
}

const WORDS = 'a job failed; the sweep tries again';
const PHONE = '6287811112222';
const CANARIES = ['burung kenari Surti', PHONE, `+${PHONE}`, 'SURTI_WIBOWO', 'kenari-surti'];
const canary = fc.constantFrom(...CANARIES);
const noise = fc.oneof(fc.constant(''), fc.string({ maxLength: 20 }));
const text = fc.oneof(
  fc.tuple(noise, canary, noise).map((parts) => parts.join('')),
  canary.map((each) => `a reply was given up: ${each}`),
  canary.map((each) => `x\n    at ${each} (file:///x/src/post.ts:1:1)`),
  canary.map((each) => `x\n    at f (file:///x/src/${each}.ts:1:1)`),
  canary.map((each) => `x\n    at f (file:///x/src/post.ts:${each}:1)`),
);
const planted = fc.oneof(text, fc.constant(Number(PHONE)));

/** An error with a canary in each position that is given, and more errors inside. */
const error: fc.Arbitrary<Error> = fc.letrec<{ error: Error }>((tie) => ({
  error: fc
    .record(
      {
        message: text,
        stack: planted,
        name: planted,
        code: planted,
        errcode: planted,
        keyValue: fc.record({ sender: planted }),
        cause: fc.oneof({ depthSize: 'small' }, planted, tie('error')),
        errors: fc.array(fc.oneof({ depthSize: 'small' }, planted, tie('error')), { maxLength: 3 }),
      },
      { requiredKeys: [] },
    )
    .map(({ errors, ...fields }) =>
      Object.assign(
        errors ? new AggregateError(errors, fields.message) : new Error(fields.message),
        fields,
      ),
    ),
})).error;

const value = fc.oneof(planted, error, fc.record({ text: planted, error }), fc.array(planted));
const names = [
  ...['error', 'err', 'reason', 'line', 'code', 'count', 'msg', 'level', 'text', PHONE],
  ...['role', 'version', 'received', 'sent', 'time', 'pid'],
];
const fields = fc.dictionary(fc.constantFrom(...names, '__proto__', 'toString'), value);

test('nothing of a citizen gets into the log, wherever it stands', () => {
  fc.assert(
    fc.property(error, fields, text, (thrown, given, words) => {
      const { log, written } = aLog();
      log.error(thrown);
      log.error(thrown, words);
      log.error({ error: thrown, ...given }, WORDS);
      log.warn(given, words);
      log.info(words);
      log.info('%s %o', words, given);
      log.fatal({ err: thrown });
      log.child(given, { msgPrefix: words, serializers: {} }).error(given, words);
      log.setBindings(given);
      log.debug({ reason: words, line: words, ...given }, WORDS);
      expect(written().split('\n')).toHaveLength(10);
      expect(written()).not.toMatch(/kenari|surti|wibowo|8781111|burung/i);
    }),
    { numRuns: 500 },
  );
});

test('an error is told by its kind, code and place, with the message where it is known', () => {
  const { log, last } = aLog();
  const cause = Object.assign(new TypeError('E11000 dup key: { sender: "Surti" }'), {
    code: 11000,
  });
  const at =
    'x\n    at async f (file:///srv/posko/src/services/conversation/take-turn.ts:43:11)\n    at g (node:x:1:1)';
  const thrown = new Error('a turn was lost to others too many times', { cause });
  thrown.stack = at;
  log.error({ error: thrown }, WORDS);
  expect(last()).toMatchObject({
    msg: WORDS,
    error: {
      name: 'Error',
      message: 'a turn was lost to others too many times',
      at: ['src/services/conversation/take-turn.ts:43'],
      cause: { name: 'TypeError', code: 11000 },
    },
  });
  expect(last().error.cause.message).toBeUndefined();
});

test('a real error of ours is told with the line that threw it', () => {
  const { log, last } = aLog();
  expect(() => openLog('loud')).toThrow();
  try {
    openLog('loud');
  } catch (error) {
    log.error({ error }, WORDS);
  }
  expect(last().error.at[0]).toMatch(/^src\/app\/open-log\.ts:\d+$/);
});

test('fields that are not known are dropped and counted, and known ones are bounded', () => {
  const { log, last } = aLog();
  log.warn({ count: 3, code: 440, phone: PHONE, deep: { text: 'x' } }, WORDS);
  expect(last()).toMatchObject({ count: 3, code: 440, dropped: 2 });
  log.warn({ count: Number(PHONE), code: 1e6, reason: 'Surti' }, WORDS);
  expect(last()).toMatchObject({ dropped: 2, reason: 'withheld' });
});

test('a line has its level as a word and its time in ISO form, and no name of the machine', () => {
  const { log, last } = aLog();
  log.warn(WORDS);
  expect(last()).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/),
    pid: process.pid,
    msg: WORDS,
  });
});

test('a line for eyes tells the same', () => {
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  const log = openLog('info', { write }, 'pretty');
  log.info(WORDS);
  log.error({ count: 3, phone: PHONE }, WORDS);
  const [plain, detailed, ...more] = written.split('\n');
  expect(plain).toMatch(new RegExp(`^20\\S+Z INFO  ${WORDS}$`));
  expect(detailed).toMatch(new RegExp(`^20\\S+Z ERROR ${WORDS} {"count":3,"dropped":1}$`));
  expect(more).toEqual(['']);
});

test('what happens is told: imports and erasures at once, messages by their counts in a minute', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { log, written } = aLog();
  const heard: string[] = [];
  const observe = logEvents(log, ({ type }) => heard.push(type));
  const timed = { at: 0, ms: 3 };
  const traces = ['a'.repeat(32), 'b'.repeat(32)];
  const tried = {
    ...timed,
    type: 'tried',
    channel: 'cloud-api',
    code: '',
    traces: [],
  } as const;
  observe({
    ...timed,
    type: 'received',
    outcome: 'kept',
    channel: 'cloud-api',
    traces,
    repeated: 1,
  });
  observe({ ...tried, outcome: 'sent' });
  observe({ ...tried, outcome: 'waited' });
  observe({ type: 'answered', ms: 3 });
  observe({ type: 'erased' });
  observe({ type: 'imported', outcome: 'taken', count: 4 });
  observe({ type: 'imported', outcome: 'failed', count: 0 });
  vi.advanceTimersByTime(60_000);
  observe({
    ...timed,
    type: 'received',
    outcome: 'kept',
    channel: 'cloud-api',
    traces: [],
    repeated: 0,
  });
  vi.advanceTimersByTime(120_000);
  const lines = written()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const came = { level: 'debug', msg: 'a message came in', channel: 'cloud-api', ms: 3 };
  expect(lines).toEqual([
    ...traces.map((trace_id) => expect.objectContaining({ ...came, trace_id })),
    expect.objectContaining({ level: 'info', msg: 'what is past its time was erased' }),
    expect.objectContaining({ count: 4, msg: 'a source was imported' }),
    expect.objectContaining({
      level: 'warn',
      msg: expect.stringContaining('could not be imported'),
    }),
    expect.objectContaining({
      received: 2,
      repeated: 1,
      sent: 1,
      unsent: 1,
      answered: 1,
      msg: 'in the last minute',
    }),
  ]);
  expect(heard).toHaveLength(8);
});

const TRACED = { at: 0, ms: 3, traces: ['a'.repeat(32)] };

test.for<[Observation, level: string]>([
  [{ ...TRACED, type: 'turn', outcome: 'failed', steps: [] }, 'warn'],
  [{ ...TRACED, type: 'tried', outcome: 'failed', channel: 'cloud-api', code: '131026' }, 'warn'],
  [{ ...TRACED, type: 'turn', outcome: 'committed', steps: [] }, 'debug'],
  [{ ...TRACED, type: 'tried', outcome: 'sent', channel: 'cloud-api', code: '' }, 'debug'],
])('a turn or a reply that failed is told of also where little is logged: %j', ([seen, level]) => {
  const { log, last } = aLog();
  logEvents(log)(seen);
  expect(last()).toMatchObject({ level, trace_id: 'a'.repeat(32) });
});

test('an error that throws when it is looked at is logged all the same', () => {
  const { log, last } = aLog();
  const hostile = new Proxy(new Error('x'), {
    get: () => {
      throw new Error(PHONE);
    },
  });
  log.error({ error: hostile }, WORDS);
  expect(last()).toMatchObject({ error: { name: 'Error' } });
});

test('every sentence that the program logs is a known one', () => {
  const unknown: string[] = [];
  let found = 0;
  for (const file of globSync('src/**/*.ts')) {
    const source = readFileSync(file, 'utf8');
    const logged = source.matchAll(
      /\blog\.(?:fatal|error|warn|info|debug)\(\s*(?:\{[^}]*\},\s*)?(?:'((?:[^'\\]|\\.)*)'|([^)]*))/g,
    );
    const reported = source.matchAll(/#report\([^,()]+, '([^']*)'\)/g);
    for (const [, words, other] of [...logged, ...reported]) {
      found += 1;
      const isHandedDown = file.endsWith('link.ts') && other?.trim() === 'what';
      if (!isHandedDown && knownSentence(words) !== words)
        unknown.push(`${file}: ${words ?? other}`);
    }
  }
  expect(unknown).toEqual([]);
  expect(found).toBeGreaterThan(15);
});

test('a crash is logged without the words of its error, and ends the process', () => {
  const program = join(aFolder(), 'crash.ts');
  const open = JSON.stringify(resolve('src/app/open-log.ts'));
  const code = `
    import { logCrashes, openLog } from ${open};
    logCrashes(openLog('info'));
    Promise.reject(new Error('Surti ${PHONE}'));`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    cwd: resolve(program, '..'),
  });
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('the process failed and ends');
  expect(ran.stderr + ran.stdout).not.toMatch(/Surti|8781111/);
});
