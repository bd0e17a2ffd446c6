import { parse } from 'tldts';
import { foldLetters } from '../fold-letters.ts';
import { canonicalLink } from './canonical-link.ts';
import official from './official-domains.json' with { type: 'json' };

/** Site whose address contains the name of an institution that does not own it. */
export interface LookAlike {
  /** Suspicious address, and the true one of that institution. */
  host: string;
  official: string;
}

/**
 * Whether the host of a canonical link contains the name of an institution that does not own it,
 * the bait of most scams. Says nothing about the page itself.
 */
export function findLookAlike(canonical: string): LookAlike | undefined {
  const [host = ''] = canonical.split(/[/?]/);
  const { domain, isIp, publicSuffix } = parse(host);
  if (!domain || isIp) return undefined;
  if (isOfficial(host)) return undefined;
  const parts = foldLetters(host.slice(0, host.length - (publicSuffix?.length ?? 0) - 1))
    .split(/[.-]+/)
    .filter((part) => part !== '');
  for (const { domain: own, names } of official.sites) {
    if (names.some((name) => parts.some((part) => bears(part, name))))
      return { host, official: own };
  }
  return undefined;
}

/** Returns the host of a link if an institution or a government office owns it; anyone can be called through that of WhatsApp. */
export function officialHost(link: string): string | undefined {
  const [host = ''] = canonicalLink(link)?.split(/[/?]/) ?? [];
  return isOfficial(host) && !host.endsWith('whatsapp.com') ? host : undefined;
}

function isOfficial(host: string): boolean {
  if (OFFICIAL.some((own) => host === own || host.endsWith(`.${own}`))) return true;
  return parse(host).publicSuffix === 'go.id'; // only government offices get these
}

const OFFICIAL = official.sites.flatMap(({ domain, more = [] }) => [domain, ...more]);

/** A long name may be within a word, or have one changed letter; a short one must stand alone. */
function bears(part: string, name: string): boolean {
  if (part === name) return true;
  if (name.length < LONG) return false;
  return part.includes(name) || (part.length === name.length && differing(part, name) === 1);
}

const LONG = 6;

function differing(a: string, b: string): number {
  let count = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) count += 1;
  return count;
}
