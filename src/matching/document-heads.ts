import { GrowingArray } from './growing-array.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

/** Data of a document besides its words. */
export interface DocumentHead {
  id: string;
  publishedAt?: string | undefined;
  verdict?: string | undefined;
  /** Whether it says why, and not only what the verdict is. */
  explains?: boolean | undefined;
}

/** Heads of all documents in columns: as 100,000 objects they took three times the memory. */
export class DocumentHeads {
  /** By slot; of a removed document nothing. */
  private ids: (string | undefined)[] = [];
  /** As a number such as 20240131, or 0 if unknown. */
  private days = new GrowingArray();
  /** The place of the verdict in `verdicts`, doubled, plus 1 if the document explains. */
  private traits = new GrowingArray();
  private verdicts = [''];
  private readonly slots = new Map<string, number>();

  static open(reader: SnapshotReader): DocumentHeads {
    const heads = new DocumentHeads();
    const ids = reader.strings();
    heads.ids = ids;
    heads.days = GrowingArray.from(reader.numbers());
    heads.traits = GrowingArray.from(reader.numbers());
    heads.verdicts = reader.strings();
    for (const [slot, id] of ids.entries()) heads.slots.set(id, slot);
    return heads;
  }

  save(writer: SnapshotWriter): void {
    writer.strings(this.ids.map((id = '') => id));
    writer.numbers(this.days.used);
    writer.numbers(this.traits.used);
    writer.strings(this.verdicts);
  }

  get size(): number {
    return this.slots.size;
  }

  add({ id, publishedAt, verdict = '', explains }: DocumentHead): void {
    const known = this.verdicts.indexOf(verdict);
    const place = known >= 0 ? known : this.verdicts.push(verdict) - 1;
    this.slots.set(id, this.ids.push(id) - 1);
    this.days.push(Number(publishedAt?.slice(0, 10).replaceAll('-', '')) || 0);
    this.traits.push(place * 2 + Number(explains ?? false));
  }

  clear(slot: number): void {
    const id = this.ids[slot];
    if (id !== undefined) this.slots.delete(id);
    this.ids[slot] = undefined;
    this.traits.values[slot] = 0;
  }

  slotOf(id: string): number | undefined {
    return this.slots.get(id);
  }

  /** Returns the id of a document, unless it was removed. */
  idOf(slot: number): string | undefined {
    return this.ids[slot];
  }

  verdictOf(slot: number): string | undefined {
    return this.verdicts[this.traits.at(slot) >> 1] || undefined;
  }

  explains(slot: number): boolean {
    return this.traits.at(slot) % 2 === 1;
  }

  /** The day a document was published as a number such as 20240131, or 0 if that is unknown. */
  dayOf(slot: number): number {
    return this.days.at(slot);
  }

  headAt(slot: number): DocumentHead | undefined {
    const [id, day] = [this.idOf(slot), this.dayOf(slot)];
    if (id === undefined) return undefined;
    const publishedAt = day === 0 ? undefined : String(day); // as `add` reads it
    return { id, publishedAt, verdict: this.verdictOf(slot), explains: this.explains(slot) };
  }
}
