import { jidDecode, jidEncode } from '@whiskeysockets/baileys';
import { ClientKeys } from './client-keys.ts';
import type { FakeGroup } from './group.ts';
import type { Handset } from './handset.ts';
import type { Letters } from './letters.ts';
import { Phone } from './phone.ts';

/** The number that WhatsApp gives the client among the account's devices. */
export const DEVICE = 7;

interface Person {
  phone: Phone;
  letters: Letters;
  handset?: Handset;
}

/** Everyone the server knows: the account, the citizens and the groups. */
export class Directory {
  readonly keys = new ClientKeys();
  /** The account's own phone. */
  readonly own: Phone;
  /** The addresses of the client. */
  readonly client: { lid: string; pn: string };
  readonly #people = new Map<string, Person>();
  readonly #groups = new Map<string, FakeGroup>();

  constructor(account: { phone: string; lid: string }) {
    this.client = {
      lid: jidEncode(account.lid, 'lid', DEVICE),
      pn: jidEncode(account.phone, 's.whatsapp.net', DEVICE),
    };
    this.own = this.phone(account);
  }

  phone({ phone, lid }: { phone: string; lid: string }): Phone {
    const own = { lid: jidEncode(lid, 'lid'), pn: jidEncode(phone, 's.whatsapp.net') };
    return new Phone(own, this.client.lid, this.keys);
  }

  add(person: Person): void {
    this.#people.set(userOf(person.phone.lid), person);
    this.#people.set(userOf(person.phone.pn), person);
  }

  addGroup(group: FakeGroup): void {
    this.#groups.set(group.jid, group);
  }

  /** Whether this is the client itself and not the account's phone. */
  isClient(jid: string | undefined): boolean {
    return jid === this.client.lid || jid === this.client.pn;
  }

  find(jid: string | undefined): Person | undefined {
    return this.isClient(jid) ? undefined : this.#people.get(userOf(jid));
  }

  group(jid: string | undefined): FakeGroup | undefined {
    return this.#groups.get(jid ?? '');
  }
}

function userOf(jid: string | undefined): string {
  return jidDecode(jid)?.user ?? '';
}
