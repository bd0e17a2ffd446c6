/**
 * What tests import from Vitest where they share one process that is not Vitest's: they are collected, to be run
 * again and again. Assertions are Vitest's own.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as vitest from 'vitest';

export const { expect } = vitest;

/** Vitest's own, but for what waits only where a test of Vitest's runs. */
export const vi = { ...vitest.vi, waitFor, waitUntil };

type Waiting = number | { timeout?: number; interval?: number };

async function waitFor<T>(attempt: () => T | Promise<T>, options: Waiting = {}): Promise<T> {
  const { timeout = 60_000, interval = 50 } =
    typeof options === 'number' ? { timeout: options } : options;
  for (const from = performance.now(); ; await sleep(interval)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() - from > timeout) throw error;
    }
  }
}

function waitUntil<T>(isTrue: () => T | Promise<T>, options?: Waiting): Promise<T> {
  const attempt = async () => {
    const found = await isTrue();
    if (!found) throw new Error('it has not come true');
    return found;
  };
  return waitFor(attempt, options);
}

/** A test as it was declared; `groups` are those around it, the outermost first. */
export interface Declared {
  id: string;
  groups: readonly string[];
  run: (context: object) => unknown;
}

type Run = Declared['run'];
type Row = (row: unknown, context: object) => unknown;
type Hook = 'beforeAll' | 'beforeEach' | 'afterEach' | 'onTestFinished';

/** All tests of the files that were read. */
export const declared: Declared[] = [];

const hooks = new Map<string, (() => unknown)[]>();
let around: string[] = [];

/** Reads a file of tests. */
export async function collect(file: string, read: () => Promise<unknown>): Promise<void> {
  around = [file];
  await read();
}

/** The hooks of some groups, in their order. */
export function hooksOf(kind: Hook, groups: readonly string[]): (() => unknown)[] {
  return groups.flatMap((group) => hooks.get(`${kind} ${group}`) ?? []);
}

/** Takes what the running test wants done at its end. */
export function takeFinished(): (() => unknown)[] {
  const found = hooks.get('onTestFinished') ?? [];
  hooks.delete('onTestFinished');
  return found.toReversed();
}

/** What stands before the function of a test, such as its time limit, is for Vitest alone. */
function declare(name: string, ...rest: unknown[]): void {
  const run = rest.findLast((each): each is Run => typeof each === 'function') ?? (() => {});
  const id = `${around.at(-1)} > ${name} #${declared.length}`;
  declared.push({ id, groups: [...around], run });
}

function group(name: string, body: Run): void {
  around = [...around, `${around.at(-1)} > ${name}`];
  body({});
  around = around.slice(0, -1);
}

function withTables(into: (name: string, run: Run) => void) {
  const each =
    (table: readonly unknown[]) => (name: string, run: (...row: unknown[]) => unknown) => {
      for (const row of table) into(name, () => run(...(Array.isArray(row) ? row : [row])));
    };
  const forEach = (table: readonly unknown[]) => (name: string, run: Row) => {
    for (const row of table) into(name, (context) => run(row, context));
  };
  const nothing = () => () => {};
  const skip = Object.assign(() => {}, { each: nothing, for: nothing });
  const plain = Object.assign(into, { each, for: forEach, skip });
  const skipIf = (isSkipped: unknown) => (isSkipped ? skip : plain);
  return Object.assign(plain, { skipIf, runIf: (isRun: unknown) => skipIf(!isRun) });
}

export const test = withTables(declare);
export const it = test;
export const describe = withTables(group);

const hook = (kind: Hook) => (run: () => unknown) => note(`${kind} ${around.at(-1)}`, run);
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
/** The process ends with its tests. */
export const afterAll = (): void => {};
export const onTestFinished = (run: () => unknown): void => note('onTestFinished', run);

function note(key: string, run: () => unknown): void {
  hooks.set(key, [...(hooks.get(key) ?? []), run]);
}
