import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { aFolder } from './builders.ts';

const PROGRAM = process.env.POSKO_TEST_SCHEMATHESIS;

/** Whether an API can be asked by machine: POSKO_TEST_SCHEMATHESIS names the program (pip install schemathesis). */
export function hasSchemathesis(): boolean {
  if (PROGRAM === undefined) {
    console.warn(
      'POSKO_TEST_SCHEMATHESIS names no program; the tests with made-up requests are skipped',
    );
  }
  return PROGRAM !== undefined;
}

/** Asks an API all that its description allows and much that it does not, and tells how that ended. */
export async function runSchemathesis(
  description: string,
): Promise<{ code: number; said: string }> {
  const words = ['run', description, '--checks', 'all', '--seed', '20261127', '--no-color'];
  const program = spawn(PROGRAM ?? '', [...words, '--max-examples', '100'], { cwd: aFolder() });
  let said = '';
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  const [code] = await once(program, 'close');
  return { code, said };
}
