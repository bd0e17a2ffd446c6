import type { ConsentPurpose, ConsentText } from '../../domain/privacy/consents.ts';
import type { Values } from '../../engine/conversation.ts';
import type { RightsStore } from '../../ports/consent-store.ts';
import type { Turn } from '../../ports/turn.ts';
import { consentText } from '../responses/consent-text.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

type Wording = Pick<PrivacyDeps, 'script' | 'settings'>;

/** Writes a yes into the ledger, with the words that it was said to. */
export function noteConsent(deps: Wording, turn: Turn, purpose: ConsentPurpose, values?: Values) {
  const text = consentText(deps, purpose, { language: turn.profile.language, values });
  const entry = { purpose, deed: 'given', digest: text.digest, at: turn.now } as const;
  turn.changes.push({ type: 'consent', entry, text });
  return text;
}

/** Whether the citizen has agreed to have messages checked: `changed` where the words are others by now. */
export function standOfConsent(deps: Wording, { profile }: Turn): 'none' | 'changed' | 'given' {
  const { consent } = profile;
  if (!consent) return 'none';
  if (consent.digest === undefined) return 'changed';
  const now = consentText(deps, 'check', { language: consent.language ?? profile.language });
  return now.digest === consent.digest ? 'given' : 'changed';
}

/** Records the withdrawal of a consent in the ledger, once for each wording to which it was given. */
export async function noteWithdrawal(
  { store }: Pick<PrivacyDeps, 'store'>,
  turn: Turn,
  purpose: ConsentPurpose,
): Promise<void> {
  const given = await lastGiven(store.rights, turn.citizen);
  for (const text of given) if (text.purpose === purpose) withdraw(turn, text);
}

/** Records the withdrawal of the consent to a certain text in the ledger. */
export function withdraw(turn: Turn, text: ConsentText): void {
  const { purpose, digest } = text;
  const entry = { purpose, deed: 'withdrawn', digest, at: turn.now } as const;
  turn.changes.push({ type: 'consent', entry, text });
}

/** Returns the texts of all consents given and not withdrawn since; a purpose may have several. */
export async function lastGiven(rights: RightsStore, citizen: string): Promise<ConsentText[]> {
  const entries = await rights.consentsOf(citizen);
  const last = new Map(entries.map((entry) => [entry.digest, entry]));
  const given = [...last.values()].filter(({ deed }) => deed === 'given');
  const texts = await Promise.all(given.map(({ digest }) => rights.consentText(digest)));
  return texts.flatMap((text) => text ?? []);
}
