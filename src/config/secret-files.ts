import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Names of files that hold a variable. */
const IN_FILE = /^(POSKO_\w+|OTEL_EXPORTER_OTLP_HEADERS)_FILE$/;

/** The environment with the contents of the file that POSKO_X_FILE names as POSKO_X; throws if it is unreadable or both are set. */
export function readSecretFiles(environment: Readonly<Record<string, string | undefined>>) {
  const read: Record<string, string | undefined> = { ...environment };
  for (const [name, path] of Object.entries(environment)) {
    const [, variable] = IN_FILE.exec(name) ?? [];
    if (variable === undefined || path === undefined || path === '') continue;
    if (environment[variable]) throw new Error(`set ${variable} or ${name}, not both`);
    read[variable] = readSecret(name, path);
  }
  return read;
}

export function secretPaths(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, path]) =>
    IN_FILE.test(name) && path ? resolve(path) : [],
  );
}

function readSecret(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    throw new Error(`${name}: ${path} cannot be read (${code})`);
  }
}
