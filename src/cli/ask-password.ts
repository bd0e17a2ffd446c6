import { createInterface } from 'node:readline';
import { Failure } from '../app/user-error.ts';
import {
  findPasswordProblem,
  MIN_PASSWORD,
  type PasswordProblem,
} from '../domain/accounts/password-rules.ts';
import refusals from './refusals.json' with { type: 'json' };

const CONTROL_C = '\u0003';
const ENTER = ['\r', '\n', '\u0004'];
const ERASE = ['\b', '\u007f'];

/** A new password: typed twice and unseen at a terminal, else the first line of stdin. */
export async function askPassword(name: string): Promise<string> {
  const password = process.stdin.isTTY
    ? await askTwice(`Password for ${name} (at least ${MIN_PASSWORD} characters): `)
    : await readLine();
  const problem = findPasswordProblem(password, name);
  if (problem) throw new Failure(complaint(problem));
  return password;
}

/** What is wrong with a password, for the person who chose it. */
export function complaint(problem: PasswordProblem): string {
  return refusals.password[problem].replace('{least}', String(MIN_PASSWORD));
}

async function askTwice(question: string): Promise<string> {
  const password = await askHidden(question);
  if ((await askHidden('Once more: ')) === password) return password;
  throw new Failure('the two were not the same; nothing was changed');
}

/** Reads keys one by one, so that the terminal shows none of them. */
function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const finish = (end: () => void) => {
      stdin.off('data', onKeys);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      end();
    };
    const onKeys = (keys: string) => {
      for (const key of keys) {
        if (key === CONTROL_C) return finish(() => reject(new Failure('nothing was changed')));
        if (ENTER.includes(key)) return finish(() => resolve(typed.join('')));
        typed = ERASE.includes(key) ? typed.slice(0, -1) : [...typed, key];
      }
    };
    stdin.on('data', onKeys);
    stdin.resume();
  });
}

async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new Failure('the password is to be the first line of stdin');
}
