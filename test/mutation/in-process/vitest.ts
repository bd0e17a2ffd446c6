/**
 * What tests import from Vitest where they share one process that is not Vitest's: they are collected, to be run
 * again and again. Assertions are Vitest's own.
 */
import * as vitest from 'vitest';

export const { expect, vi } = vitest;

/** A test as it was declared; `groups` are those around it, the outermost first. */
export interface Declared {
  id: string;
  groups: readonly string[];
  run: (context: object) => unknown;
}

type Run = Declared['run'];
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
  const skip = Object.assign(() => {}, { each: () => () => {} });
  const plain = Object.assign(into, { each, skip });
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
