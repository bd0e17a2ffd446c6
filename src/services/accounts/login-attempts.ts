import type { Tries } from '../../domain/accounts/reviewer.ts';
import type { AccountDeps } from './account-deps.ts';

const SECOND = 1000;
const LONGEST_MS = 15 * 60 * SECOND;
/** Tries older than this are forgotten. */
export const TRIES_MS = 24 * 3_600_000;
/** Tries that cost no wait: a whole office may share one address. */
const FREE = { name: 5, code: 5, address: 20, device: 5, own: 5 } as const;

/** What is counted: tries at a name, a code or one's own password, from an address or a known device. */
export interface Tried {
  kind: keyof typeof FREE;
  value: string;
}

/** Until when one more try has to wait: ever longer, up to a quarter of an hour. */
export function waitsUntil(tries: Tries | undefined, kind: Tried['kind'], now: number): number {
  if (!tries || tries.at + TRIES_MS <= now || tries.count < FREE[kind]) return 0;
  return tries.at + Math.min(LONGEST_MS, SECOND * 2 ** Math.min(20, tries.count - FREE[kind]));
}

/** Counts an attempt before anything is compared; returns until when it has to wait, if it has to. */
export async function countTry(gate: AccountDeps, tried: readonly Tried[]) {
  const now = gate.clock.now();
  const counted: Tried[] = [];
  for (const each of tried) {
    const until = await countOne(gate, each, now);
    if (until === undefined) counted.push(each);
    else {
      for (const one of counted) await forgive(gate, one, 'last');
      return until;
    }
  }
  return undefined;
}

/** Uncounts the last attempt, or all of them: it was the right person. */
export async function forgive(gate: AccountDeps, tried: Tried, which: 'last' | 'all') {
  const { logins } = gate.store;
  const key = keyOf(gate, tried);
  for (;;) {
    const known = await logins.tries(key);
    if (!known || known.count === 0) return;
    const count = which === 'all' ? 0 : known.count - 1;
    if (await logins.replaceTries(key, known, { ...known, count })) return;
  }
}

async function countOne(gate: AccountDeps, tried: Tried, now: number): Promise<number | undefined> {
  const { logins } = gate.store;
  const key = keyOf(gate, tried);
  for (;;) {
    const known = await logins.tries(key);
    const until = waitsUntil(known, tried.kind, now);
    if (until > now) return until;
    const isOld = !known || known.at + TRIES_MS <= now;
    const fresh = { count: isOld ? 1 : known.count + 1, at: now };
    if (await logins.replaceTries(key, known, fresh)) return undefined;
  }
}

/** Somebody may type their password in the place of the name: what was typed is not kept. */
function keyOf({ secrets }: AccountDeps, { kind, value }: Tried): string {
  return secrets.digest(`tries ${kind}`, kind === 'address' ? networkOf(value) : value);
}

/** One IPv6 network has 2^64 addresses, so they count as one. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [before = '', after] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = [...before];
  if (after) groups.push(...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'));
  const network = [...groups, ...(after ?? [])].slice(0, 4);
  return network.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
