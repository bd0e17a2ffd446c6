import { FakeCitizen } from './citizen.ts';
import type { Deliveries } from './deliveries.ts';
import type { Directory } from './directory.ts';
import { FakeGroup } from './group.ts';
import { Handset } from './handset.ts';

/** Who a citizen is; a fictitious number is made up when none is given. */
export interface CitizenOptions {
  /** The number, digits only. */
  phone?: string;
  /** The user part of the address without the number. */
  lid?: string;
  /** By which address the client sees the citizen; `lid` unless told. */
  addressing?: 'lid' | 'pn';
  /** Whether messages come without the other address. */
  hidesPhone?: boolean;
}

/** Makes citizens and groups and enters them into the directory. */
export class People {
  readonly #directory: Directory;
  readonly #deliveries: Deliveries;
  #made = 0;

  constructor(directory: Directory, deliveries: Deliveries) {
    this.#directory = directory;
    this.#deliveries = deliveries;
  }

  citizen(
    name: string,
    { phone, lid, addressing = 'lid', hidesPhone = false }: CitizenOptions = {},
  ): FakeCitizen {
    const number = this.#nextNumber();
    const own = { phone: phone ?? `62812${number}`, lid: lid ?? `2000000${number}` };
    const appearance = { name, addressing, hidesPhone };
    const handset = new Handset(this.#directory.phone(own), this.#deliveries, appearance);
    this.#directory.add({ phone: handset.phone, letters: handset.letters, handset });
    return new FakeCitizen(name, handset, this.#deliveries);
  }

  group(name: string, members: readonly FakeCitizen[]): FakeGroup {
    const jid = `1203630000${this.#nextNumber()}@g.us`;
    const group = new FakeGroup({ name, jid, members }, this.#directory.own);
    this.#directory.addGroup(group);
    return group;
  }

  #nextNumber(): string {
    this.#made += 1;
    return `${this.#made}`.padStart(8, '0');
  }
}
