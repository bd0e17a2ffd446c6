/**
 * Runs tests that may share a process against one fault after the other without reading anything anew: milliseconds
 * for a fault. What a module has kept from before a fault hides it, and slow tests are left out, so that a score is
 * rather too low than too high.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

interface Asked {
  activeMutant: { id: string };
  testFilter?: readonly string[];
  hitLimit?: number;
}

/** Milliseconds of the processor, and of the wall. */
type Cost = Record<'work' | 'all', number>;
type Suite = typeof import('./vitest.ts');

/** A slower test, in milliseconds of the processor, would be run against every fault that survives. */
const SLOW = 200;

/** A test that runs for longer, in milliseconds, hangs. */
const PATIENCE = Number(process.env.POSKO_MUTATION_PATIENCE);

/** What each test costs, for a process that takes the place of one that a fault has stopped. */
const COSTS = 'test-costs.json';

const shim = import.meta.resolve('./vitest.ts');

class InProcessRunner {
  private suite: Suite | undefined;
  private readonly begun = new Set<string>();
  private costs: Record<string, Cost> = {};
  private isSpoilt = false;

  /** Otherwise a new process would be made for each fault in what the tests also call while they are read. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const { declared } = await this.load();
    const tests = [];
    for (const { id } of declared) {
      instrumented().currentTestId = id;
      const from = { work: process.cpuUsage().user, all: performance.now() };
      const error = await this.run(id);
      const work = (process.cpuUsage().user - from.work) / 1000;
      this.costs[id] = { work, all: performance.now() - from.all };
      const told = { id, name: id, timeSpentMs: work };
      tests.push(
        error === undefined
          ? { ...told, status: 0 }
          : { ...told, status: 1, failureMessage: String(error) },
      );
    }
    instrumented().currentTestId = undefined;
    writeFileSync(COSTS, JSON.stringify(this.costs));
    return { status: 'complete', tests, mutantCoverage: instrumented().mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: Asked) {
    // A new process is made for this one then.
    if (this.isSpoilt) throw new Error('a fault before has left something behind');
    const { declared } = await this.load();
    const ids = testFilter ?? declared.map(({ id }) => id);
    const costOf = (id: string) => this.costs[id] ?? { work: 0, all: 0 };
    const quick = ids
      .filter((id) => costOf(id).work <= SLOW)
      .toSorted((a, b) => costOf(a).all - costOf(b).all);
    for (const [at, id] of quick.entries()) {
      Object.assign(instrumented(), { activeMutant: activeMutant.id, hitLimit, hitCount: 0 });
      const error = await this.run(id);
      Object.assign(instrumented(), { activeMutant: undefined, hitCount: undefined });
      if (error === undefined) continue;
      this.isSpoilt = error instanceof Astray || (await this.run(id)) !== undefined;
      return { status: 'killed', killedBy: [id], failureMessage: String(error), nrOfTests: at + 1 };
    }
    return { status: 'survived', nrOfTests: quick.length };
  }

  private async load(): Promise<Suite> {
    if (this.suite) return this.suite;
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'vitest' && context.parentURL !== shim
          ? { url: shim, shortCircuit: true }
          : next(specifier, context),
    });
    const suite: Suite = await import(shim);
    const read = (file: string) => import(pathToFileURL(file).href);
    await read('test/support/seed.ts');
    for (const file of (process.env.POSKO_MUTATION_TESTS ?? '').split(' ')) {
      await suite.collect(file, () => read(file));
    }
    if (existsSync(COSTS)) this.costs = JSON.parse(readFileSync(COSTS, 'utf8'));
    this.suite = suite;
    return suite;
  }

  /** The error of a test; undefined if it holds. */
  private async run(id: string): Promise<unknown> {
    const { declared, hooksOf, takeFinished, expect, onTestFinished } = await this.load();
    const found = declared.find((each) => each.id === id);
    if (!found) throw new Error(`there is no test ${id}`);
    const fresh = found.groups.filter((group) => !this.begun.has(group));
    for (const group of fresh) this.begun.add(group);
    const attempt = async () => {
      try {
        for (const begin of hooksOf('beforeAll', fresh)) await begin();
        for (const begin of hooksOf('beforeEach', found.groups)) await begin();
        await found.run({ expect, onTestFinished });
      } finally {
        for (const end of [...takeFinished(), ...hooksOf('afterEach', found.groups)]) await end();
      }
    };
    try {
      await inTime(attempt());
      return undefined;
    } catch (error) {
      return error ?? new Error('nothing');
    }
  }
}

/** What goes on after its test: it hangs, or it failed while nobody waited for it. */
class Astray extends Error {}

let goAstray: (error: Astray) => void = () => {};
process.on('uncaughtException', ({ message }) => goAstray(new Astray(message)));

async function inTime(work: Promise<void>): Promise<void> {
  const { promise: astray, reject } = Promise.withResolvers<void>();
  goAstray = reject;
  const timer = setTimeout(() => reject(new Astray('it hangs')), PATIENCE);
  await Promise.race([work, astray]).finally(() => clearTimeout(timer));
}

function instrumented(): Instrumented {
  const shared = globalThis as { __stryker__?: Instrumented };
  shared.__stryker__ ??= {};
  return shared.__stryker__;
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner },
];
