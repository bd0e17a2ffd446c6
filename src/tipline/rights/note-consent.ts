import type { Tipline } from '../tipline.ts';
import type { Turn } from '../turn.ts';
import { consentText } from './consent-text.ts';
import type { ConsentPurpose, ConsentText, RightsStore } from './rights-ports.ts';

type Wording = Pick<Tipline, 'script' | 'settings'>;

/** Writes a yes into the ledger, with the words that it was said to. */
export function noteConsent(tipline: Wording, turn: Turn, purpose: ConsentPurpose): ConsentText {
  const text = consentText(tipline, purpose, turn.profile.language);
  const entry = { purpose, deed: 'given', digest: text.digest, at: turn.now } as const;
  turn.changes.push({ type: 'consent', entry, text });
  return text;
}

/** Whether the citizen has agreed to have messages checked: `changed` where the words are others by now. */
export function standOfConsent(tipline: Wording, { profile }: Turn): 'none' | 'changed' | 'given' {
  const { consent } = profile;
  if (!consent) return 'none';
  if (consent.digest === undefined) return 'changed';
  const now = consentText(tipline, 'check', consent.language ?? profile.language);
  return now.digest === consent.digest ? 'given' : 'changed';
}

/** The words of every consent that was given and not taken back since. */
export async function lastGiven(rights: RightsStore, citizen: string): Promise<ConsentText[]> {
  const entries = await rights.consentsOf(citizen);
  const last = new Map(entries.map((entry) => [entry.purpose, entry]));
  const given = [...last.values()].filter(({ deed }) => deed === 'given');
  const texts = await Promise.all(given.map(({ digest }) => rights.consentText(digest)));
  return texts.flatMap((text) => text ?? []);
}
