import type { ConsentEntry } from '../../domain/privacy/consents.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { audit } from '../accounts/audit.ts';
import { aliasOf } from '../accounts/pseudonym.ts';

/** One citizen's consents and withdrawals, the oldest first, with the very words that were agreed to. */
export type Proven = Awaited<ReturnType<typeof proveConsent>>[number];

/** The proofs of consent under a citizen's name at the desk, which two may share; writes who looked into the audit log. */
export async function proveConsent(
  { store, clock }: { store: Pick<Store, 'rights' | 'audit'>; clock: Pick<Clock, 'now'> },
  { alias, by }: { alias: string; by: string },
) {
  const wanted = alias.trim().toLowerCase();
  const known = await store.rights.citizensWithConsents();
  const found = known.filter((citizen) => aliasOf(citizen).toLowerCase() === wanted);
  for (const citizen of found) {
    await audit({ store, clock }, { by, what: 'consent-proved', of: aliasOf(citizen) });
  }
  return Promise.all(
    found.map(async (citizen) => ({
      alias: aliasOf(citizen),
      proofs: await Promise.all((await store.rights.consentsOf(citizen)).map(withWords)),
    })),
  );

  async function withWords(entry: ConsentEntry) {
    return { ...entry, words: await store.rights.consentText(entry.digest) };
  }
}
