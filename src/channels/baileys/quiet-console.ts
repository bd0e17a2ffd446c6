import { inspect } from 'node:util';

/** Keeps libraries from printing objects, as libsignal does with private keys; call it before importing Baileys. */
export function quietConsole(write: (line: string) => void): () => void {
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;
  const target = console;
  const kept = names.map((name) => [name, target[name]] as const);
  for (const name of names) {
    target[name] = (...values: unknown[]) => {
      const words = values.filter((value) => typeof value === 'string');
      if (words.length > 0 && name !== 'debug') write(redact(words.join(' ')));
    };
  }
  return () => {
    for (const [name, original] of kept) Object.assign(target, { [name]: original });
  };
}

const LONGEST = 200;

/** Removes everything that could be a number, an address or a key. */
export function redact(line: string): string {
  return inspect(line)
    .slice(1, -1)
    .replace(/(?<![\w.+-])[\w.+-]+@[\w.-]+/g, '…@…')
    .replace(/\d{5,}/g, '…')
    .replace(/[A-Za-z0-9+/=_-]{24,}/g, '…')
    .slice(0, LONGEST);
}
