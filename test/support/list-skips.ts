import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** Lists at the end of a run what was skipped, which among thousands of lines nobody sees. */
export class ListSkips implements Reporter {
  #isFiltered = false;

  onInit({ config }: Vitest): void {
    this.#isFiltered = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((each) => {
      const names = [...each.children.allTests('skipped')].map(({ fullName }) => fullName);
      return names.length === 0 ? [] : [linesOf(each.relativeModuleId, names)];
    });
    if (skipped.length === 0 || this.#isFiltered) return;
    process.stdout.write(`\nSkipped on this machine, see docs/testing.md:\n${skipped.join('')}`);
  }
}

const SHOWN = 3;

function linesOf(file: string, names: readonly string[]): string {
  const more = names.length > SHOWN ? [`and ${names.length - SHOWN} more`] : [];
  return [file, ...[...names.slice(0, SHOWN), ...more].map((name) => `  ${name}`), ''].join('\n');
}
