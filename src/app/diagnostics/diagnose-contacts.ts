import type { Config } from '../../config/config.ts';
import { isStale } from '../../domain/voters/contact-age.ts';
import type { Store } from '../../ports/store.ts';
import { ContactBook, type KnownContact } from '../../services/settings/contacts.ts';
import { inspectLibrary } from '../load-content.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Whether somebody has looked at the contacts not long ago, each by name. */
export async function diagnoseContacts(
  config: Config,
  { store, now }: { store: Pick<Store, 'papers'>; now: number },
): Promise<Diagnosis[]> {
  const { contacts } = inspectLibrary(config).script;
  const book = await ContactBook.open(store.papers, contacts);
  return book.all().map((contact) => diagnoseContact(contact, now));
}

function diagnoseContact({ key, name, verified }: KnownContact, now: number): Diagnosis {
  const verify = `look and run "posko contacts verify ${key}"`;
  if (!verified) {
    const detail = `${name} was never verified and is not shown; ${verify}`;
    return { name: `contact ${key}`, state: 'warning', detail };
  }
  const isOld = isStale(verified, now);
  const detail = `${name}, verified ${verified}${isOld ? `; ${verify}` : ''}`;
  return { name: `contact ${key}`, state: isOld ? 'warning' : 'ok', detail };
}
