import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { BotContent, Contact } from '../../domain/content/bot-content.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentStore } from '../../ports/desk-store.ts';
import { type DocumentDeps, documentsOf, Repository } from '../../ports/documents.ts';

/** Record that a contact was right on a day, and who checked it. */
const checkSchema = z.object({ verified: z.iso.date(), by: z.string(), at: z.number() });
const checks = documentsOf('contact', checkSchema);

export interface KnownContact extends Contact {
  key: string;
  /** Who verified it here; missing if its day comes from the delivered file. */
  by?: string | undefined;
}

/** Contacts of this process: the delivered ones, with the days on which they were last verified. */
export class ContactRepository extends Repository {
  /** Stays the same map as long as the process lives; its days change. */
  readonly present: Map<string, Contact>;
  readonly #documents: Pick<DocumentStore, 'list'>;
  readonly #written: BotContent['contacts'];
  #checks: ReadonlyMap<string, z.infer<typeof checkSchema>> = new Map();

  constructor(documents: Pick<DocumentStore, 'list'>, written: BotContent['contacts']) {
    super();
    this.#documents = documents;
    this.#written = written;
    this.present = new Map(written);
  }

  /** Reads the days noted here or by another process; a delivered contact with a later day keeps it. */
  async follow(): Promise<void> {
    const stored = await checks.list({ store: { documents: this.#documents } });
    const isLater = ({ id, verified }: (typeof stored)[number]) =>
      verified > (this.#written.get(id)?.verified ?? '');
    this.#checks = new Map(stored.filter(isLater).map((check) => [check.id, check]));
    for (const [key, contact] of this.#written) {
      const check = this.#checks.get(key);
      this.present.set(key, check ? { ...contact, verified: check.verified } : contact);
    }
  }

  /** Returns every contact by its key, hidden ones too. */
  all(): KnownContact[] {
    return [...this.present].map(([key, contact]) => ({
      key,
      ...contact,
      by: this.#checks.get(key)?.by,
    }));
  }
}

export interface ContactDeps extends DocumentDeps {
  clock: Clock;
  script: BotContent;
  /** Keeps when each contact in `script` was last verified. */
  contactRepository: ContactRepository;
}

/** Notes that a contact was right on a day, which must not be in the future. */
export async function verifyContact(
  { store, clock, script, contactRepository }: ContactDeps,
  { key, day, by }: { key: string; day: string; by: string },
): Promise<'noted' | 'unknown' | 'bad-day'> {
  if (!script.contacts.has(key)) return 'unknown';
  const at = clock.now();
  const check = checkSchema.safeParse({ verified: day, by, at });
  if (!check.success || day > jakartaDay(at)) return 'bad-day';
  const event = auditEventAt(at, { by, what: 'contact-verified', of: key, details: { day } });
  await checks.edit({ store }, key, () => ({ value: check.data, events: [event] }));
  await contactRepository.follow();
  return 'noted';
}
