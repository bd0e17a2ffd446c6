import { type AddressRules, guardedFetch } from '../http/guarded-fetch.ts';

interface PingParts {
  url: string;
  /** What `/readyz` says of the whole. */
  readState(): Promise<string>;
  warn(what: string): void;
  rules?: AddressRules;
}

/** Creates a sign of life that an outside service misses: its address is asked only while all is well. */
export function createPing({ url, readState, warn, rules }: PingParts): () => Promise<void> {
  let isAway = false;
  return async () => {
    if ((await readState()) !== 'ok') return;
    const wasAway = isAway;
    const answer = await guardedFetch(url, rules).catch(() => undefined);
    isAway = answer === undefined;
    if (isAway && !wasAway) warn('the service behind POSKO_PING_URL did not answer with 200');
  };
}
