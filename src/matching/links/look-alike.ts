import punycode from 'punycode/punycode.js';
import { parse } from 'tldts';
import { foldLetters } from '../split-words.ts';
import { canonicalLink, hostIn } from './canonical-link.ts';
import official from './official-domains.json' with { type: 'json' };

/** Site whose address contains the name of an institution that does not own it. */
export interface LookAlike {
  /** Suspicious address, and the true one of that institution. */
  host: string;
  official: string;
  /** Whether letters of another script stand for those of the true address. */
  isDisguised?: boolean;
}

/** Finds the institution that the host of a link names and that does not own it, the bait of most scams. */
export function findLookAlike(canonical: string): LookAlike | undefined {
  const address = hostIn(canonical);
  const { domain, isIp, publicSuffix } = parse(address);
  if (!domain || isIp || address.length > LONGEST_HOST) return undefined;
  if (isOfficial(address)) return undefined;
  const host = decodeHost(address);
  const spelled = foldLetters(host);
  const isForeign = spelled !== host && (isOfficial(spelled) || host.split('.').some(isMixed));
  if (isForeign) return { host, official: spelled, isDisguised: true };
  const parts = spelled
    .slice(0, spelled.length - (publicSuffix?.length ?? 0) - 1)
    .split(/[.-]+/)
    .flatMap(spellingsOf);
  for (const { domain: own, names } of official.sites) {
    if (names.some((name) => parts.some((part) => bears(part, name))))
      return { host, official: own };
  }
  return undefined;
}

const LONGEST_HOST = 253;

/** Shows a host as browsers display it, with the letters of other scripts. */
function decodeHost(host: string): string {
  try {
    return punycode.toUnicode(host);
  } catch {
    return host;
  }
}

/** Whether one label has letters of Latin and of a script that looks like it. */
function isMixed(label: string): boolean {
  return /[a-z]/.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label);
}

/** Returns a part of a host also with the letters that its digits and pairs of letters stand for. */
function spellingsOf(part: string): string[] {
  const letters = part.replace(/[034578]/g, (digit) => LETTERS[Number(digit)] ?? digit);
  const joined = part.replaceAll('rn', 'm').replaceAll('vv', 'w');
  return [part, joined, letters.replaceAll('1', 'i'), letters.replaceAll('1', 'l')];
}

/** The letters that look like the digits from 0 to 8. */
const LETTERS = 'o--eas-tb';

/** Returns the host of a link if an institution or a government office owns it; anyone can be called through that of WhatsApp. */
export function officialHost(link: string): string | undefined {
  const host = hostIn(canonicalLink(link) ?? '');
  return isOfficial(host) && !/(?:^|\.)(?:whatsapp\.com|wa\.me)$/.test(host) ? host : undefined;
}

function isOfficial(host: string): boolean {
  if (host.includes('xn--')) return false;
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

/** Returns the addresses that contain an institution's name but are not its own, each once, in the order of the links. */
export function findFalseNames(links: readonly string[]): LookAlike[] {
  const found = new Map<string, LookAlike>();
  for (const link of links) {
    const canonical = canonicalLink(link);
    if (canonical === undefined) continue;
    const named = userNamed(link, canonical) ?? findLookAlike(canonical);
    if (named) found.set(named.host, named);
  }
  return [...found.values()];
}

/** In "https://bri.co.id@promo.xyz" the bank is a user's name, and the site is promo.xyz. */
function userNamed(link: string, canonical: string): LookAlike | undefined {
  const [, user = ''] = /^https?:\/\/([\w.-]{1,253})(?::[^/?#@]*)?@/i.exec(link) ?? [];
  const host = hostIn(canonical);
  return isOfficial(user.toLowerCase()) && !isOfficial(host)
    ? { host, official: user.toLowerCase() }
    : undefined;
}
