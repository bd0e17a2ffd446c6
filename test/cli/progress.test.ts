import { expect, onTestFinished, test, vi } from 'vitest';
import { printLost } from '../../src/cli/progress.ts';

const ERASED = '2 citizens were erased after the backup and stay away\n';
const OLD = '3 keys of old messages are left behind; delivered again, those count as new\n';

test.for([
  [{ letters: 0, citizens: 0 }, []],
  [{ letters: 3, citizens: 0 }, [OLD]],
  [{ letters: 0, citizens: 2 }, [ERASED]],
  [{ letters: 3, citizens: 2 }, [ERASED, OLD]],
] as const)('what a restore leaves behind is told, each by itself: %j', ([lost, told]) => {
  const printed: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write');
  onTestFinished(() => stdout.mockRestore());
  stdout.mockImplementation((text) => printed.push(String(text)) > 0);
  printLost(lost);
  expect(printed).toEqual(told);
});
