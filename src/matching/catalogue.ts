import { GrowingArray } from './growing-array.ts';
import type { SnapshotReader } from './snapshot-reader.ts';
import type { SnapshotWriter } from './snapshot-writer.ts';
import { TextTable } from './text-table.ts';

/** Data of a document besides its words. */
export interface DocumentHead {
  id: string;
  publishedAt?: string | undefined;
  verdict?: string | undefined;
  /** Whether it says why, and not only what the verdict is. */
  explains?: boolean | undefined;
}

/** Heads of all documents by slot, and the slot of each live document by id. */
export class Catalogue {
  private ids: (string | undefined)[] = [];
  private slots = TextTable.of(this.ids);
  private living = 0;
  private published = new GrowingArray();
  private verdicts = new GrowingArray();
  private explained = new GrowingArray();
  private readonly terms = [''];
  private readonly numbers = new Map<string, number>();

  static open(reader: SnapshotReader): Catalogue {
    const catalogue = new Catalogue();
    catalogue.ids = reader.strings();
    catalogue.slots = TextTable.of(catalogue.ids);
    catalogue.living = catalogue.ids.length;
    catalogue.published = GrowingArray.from(reader.numbers());
    catalogue.verdicts = GrowingArray.from(reader.numbers());
    catalogue.explained = GrowingArray.from(reader.numbers());
    for (const term of reader.strings().slice(1)) catalogue.numberOf(term);
    return catalogue;
  }

  /** Only a catalogue without removed documents can be saved. */
  save(writer: SnapshotWriter): void {
    writer.strings(this.ids.map((id) => id ?? ''));
    writer.numbers(this.published.used);
    writer.numbers(this.verdicts.used);
    writer.numbers(this.explained.used);
    writer.strings(this.terms);
  }

  /** Number of live documents. */
  get size(): number {
    return this.living;
  }

  slotOf(id: string): number | undefined {
    return this.slots.find(id);
  }

  /** Adds the next document; slots count from 0. */
  add({ id, publishedAt, verdict, explains }: DocumentHead): void {
    this.ids.push(id);
    this.slots.add(this.ids.length - 1);
    this.living += 1;
    this.published.push(this.numberOf(publishedAt));
    this.verdicts.push(this.numberOf(verdict));
    this.explained.push(explains ? 1 : 0);
  }

  remove(id: string): void {
    const slot = this.slots.find(id);
    if (slot === undefined) return;
    this.slots.delete(id);
    this.ids[slot] = undefined;
    this.living -= 1;
  }

  idOf(slot: number): string | undefined {
    return this.ids[slot];
  }

  at(slot: number): DocumentHead | undefined {
    const id = this.ids[slot];
    if (id === undefined) return undefined;
    const publishedAt = this.termAt(this.published.at(slot));
    const explains = this.explained.at(slot) === 1;
    return { id, publishedAt, verdict: this.termAt(this.verdicts.at(slot)), explains };
  }

  /** Dates and verdicts recur; each is stored once. */
  private numberOf(term: string | undefined): number {
    if (term === undefined) return 0;
    const known = this.numbers.get(term);
    if (known !== undefined) return known;
    this.numbers.set(term, this.terms.length);
    return this.terms.push(term) - 1;
  }

  private termAt(number: number): string | undefined {
    return number === 0 ? undefined : this.terms[number];
  }
}
