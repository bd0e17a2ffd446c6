import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether this machine has tmux; throws where POSKO_TEST_TMUX says that it has to. */
export function hasTmux(): boolean {
  if (spawnSync('tmux', ['-V']).status === 0) return true;
  const problem = 'tmux is not installed (apt-get install tmux)';
  if (process.env.POSKO_TEST_TMUX === 'required') throw new Error(problem);
  console.warn(`${problem}; the tests in a real terminal are skipped`);
  return false;
}

/** A program in a real terminal, which is told keys and looked at. */
export class TmuxScreen {
  readonly #name: string;

  /** Starts a program with its words and variables in a terminal of a size. */
  constructor(
    words: readonly string[],
    { columns, rows, env }: { columns: number; rows: number; env: Record<string, string> },
  ) {
    this.#name = `posko-test-${process.pid}-${Date.now()}`;
    const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    const size = ['-x', String(columns), '-y', String(rows)];
    this.#tmux('new-session', '-d', '-s', 'desk', ...size, ...variables, '--', ...words);
  }

  /** Sends keys by tmux's names for them, all at once. */
  press(...keys: string[]): void {
    this.#tmux('send-keys', '-t', 'desk', ...keys);
  }

  /** Pastes a text as a terminal does, between marks. */
  paste(text: string): void {
    this.#tmux('set-buffer', text);
    this.#tmux('paste-buffer', '-p', '-r', '-t', 'desk');
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-t', 'desk', '-x', String(columns), '-y', String(rows));
  }

  lines(): string[] {
    return this.#tmux('capture-pane', '-p', '-t', 'desk').split('\n');
  }

  /** Waits until the screen shows something. */
  async sees(text: string | RegExp, seconds = 20): Promise<void> {
    for (let tries = 0; tries < seconds * 20; tries += 1) {
      const screen = this.lines().join('\n');
      if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return;
      await pause(50);
    }
    throw new Error(`the screen never showed ${text}:\n${this.lines().join('\n')}`);
  }

  /** Whether the program still runs. */
  isOpen(): boolean {
    return spawnSync('tmux', ['-L', this.#name, 'has-session', '-t', 'desk']).status === 0;
  }

  close(): void {
    if (this.isOpen()) this.#tmux('kill-server');
  }

  #tmux(...words: string[]): string {
    const options = { encoding: 'utf8', env: withoutTmux() } as const;
    return execFileSync('tmux', ['-L', this.#name, '-f', '/dev/null', '-u', ...words], options);
  }
}

/** A tmux that was started from within another one would speak to that. */
function withoutTmux(): NodeJS.ProcessEnv {
  const { TMUX: _, ...rest } = process.env;
  return rest;
}
