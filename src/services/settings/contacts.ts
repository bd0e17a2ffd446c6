import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { BotContent, Contact } from '../../domain/content/bot-content.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { DocumentStore } from '../../ports/desk-store.ts';
import type { SettingsDeps } from './settings-deps.ts';

/** That somebody has looked at a contact, and on which day it was right. */
const lookSchema = z.object({ verified: z.iso.date(), by: z.string(), at: z.number() });

/** A contact as it holds now. */
export interface KnownContact extends Contact {
  key: string;
  /** Who wrote down here that it is right; nobody where the day came along. */
  by?: string | undefined;
}

/** What became of writing down a look. */
export type Looked = 'noted' | 'unknown' | 'bad-day';

/** The contacts of this process: those that came along, and over them the days on which somebody looked. */
export class ContactRepository {
  /** One map for as long as the process lives; its days change. */
  readonly present: Map<string, Contact>;
  readonly #documents: Pick<DocumentStore, 'list'>;
  readonly #written: BotContent['contacts'];
  #looks: ReadonlyMap<string, z.infer<typeof lookSchema>> = new Map();

  private constructor(documents: Pick<DocumentStore, 'list'>, written: BotContent['contacts']) {
    this.#documents = documents;
    this.#written = written;
    this.present = new Map(written);
  }

  static async open(
    documents: Pick<DocumentStore, 'list'>,
    written: BotContent['contacts'],
  ): Promise<ContactRepository> {
    const book = new ContactRepository(documents, written);
    await book.follow();
    return book;
  }

  /** Takes in what was written down, here or by another process; a contact that came along with a later day keeps that. */
  async follow(): Promise<void> {
    const looks = (await this.#documents.list('contact')).flatMap(({ id, value }) => {
      const read = lookSchema.safeParse(value);
      return read.success ? [[id, read.data] as const] : [];
    });
    this.#looks = new Map(
      looks.filter(([key, { verified }]) => verified > (this.#written.get(key)?.verified ?? '')),
    );
    for (const [key, contact] of this.#written) {
      const look = this.#looks.get(key);
      this.present.set(key, look ? { ...contact, verified: look.verified } : contact);
    }
  }

  /** Every contact by its key, also those that are not shown. */
  all(): KnownContact[] {
    return [...this.present].map(([key, contact]) => ({
      key,
      ...contact,
      by: this.#looks.get(key)?.by,
    }));
  }
}

/** Writes down that somebody found a contact to be right on a day that is not to come. */
export async function noteLook(
  {
    store,
    clock,
    script,
    contactRepository,
  }: Pick<SettingsDeps, 'store' | 'clock' | 'script' | 'contactRepository'>,
  { key, day, by }: { key: string; day: string; by: string },
): Promise<Looked> {
  if (!script.contacts.has(key)) return 'unknown';
  const at = clock.now();
  const look = lookSchema.safeParse({ verified: day, by, at });
  if (!look.success || day > jakartaDay(at)) return 'bad-day';
  const event = auditEventAt(at, { by, what: 'contact-verified', of: key, details: { day } });
  for (;;) {
    const revision = (await store.documents.get('contact', key))?.revision ?? 0;
    const document = { id: key, revision, value: look.data };
    if ((await store.documents.put('contact', document, [event])) === 'saved') break;
  }
  await contactRepository.follow();
  return 'noted';
}
