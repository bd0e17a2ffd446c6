import { isTypo } from '../i18n/choose.ts';
import { type Environment, environmentSchema } from './environment-schema.ts';
import { knownVariables, plain } from './known-variables.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads every variable; throws with each one that cannot be used, and each that Posko does not know. */
export function readEnvironment(environment: Variables): Environment {
  const given = withoutBlanks(environment);
  const read = environmentSchema.safeParse(given);
  const unusable = new Set(read.error?.issues.map(({ path }) => String(path[0])));
  const faults = [
    ...[...unusable].map((name) => sayUnusable(name, given[name] ?? '')),
    ...Object.keys(given).filter(isUnknown).map(sayUnknown),
  ];
  if (read.success && faults.length === 0) return read.data;
  throw new Error(`the configuration cannot be used:\n${faults.map((each) => `  ${each}`).join('\n')}
docs/settings.md describes every variable`);
}

function sayUnusable(name: string, value: string): string {
  const { form = '', isSecret = true, unset = '' } = knownVariables.get(name) ?? {};
  const instead = isSecret ? '' : `, not "${value.slice(0, LONGEST_SHOWN)}"`;
  return plain(`${name} must be ${form}${instead}; correct it, or remove it (then: ${unset})`);
}

const LONGEST_SHOWN = 60;

function isUnknown(name: string): boolean {
  return name.startsWith('POSKO_') && !knownVariables.has(name.replace(/_FILE$/, ''));
}

function sayUnknown(name: string): string {
  const near = nearest(name.replace(/_FILE$/, ''));
  if (/_(?:SERVICE_(?:HOST|PORT)|PORT_\d+_(?:TCP|UDP))(?:_|$)/.test(name)) {
    return `${name} comes from Kubernetes, for a Service called posko: set enableServiceLinks: false`;
  }
  const remedy = near === undefined ? 'remove it' : `did you mean ${near}?`;
  return `${name} is not a variable of Posko; ${remedy}`;
}

/** The known name that differs by a slip, or else the one with which it shares most words. */
function nearest(name: string): string | undefined {
  const names = [...knownVariables.keys()];
  const [best] = names
    .map((known) => ({ known, shared: wordsOf(name).intersection(wordsOf(known)).size }))
    .toSorted((x, y) => y.shared - x.shared);
  return names.find((known) => isTypo(name, known)) ?? (best?.shared ? best.known : undefined);
}

function wordsOf(name: string): Set<string> {
  return new Set(name.split('_').slice(1));
}

/** An empty variable counts as not set. */
function withoutBlanks(environment: Variables): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}
