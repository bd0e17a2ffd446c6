import type { SnapshotReader } from './snapshot-reader.ts';
import type { SnapshotWriter } from './snapshot-writer.ts';

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
  private readonly heads: (DocumentHead | undefined)[] = [];
  private readonly slots = new Map<string, number>();

  static open(reader: SnapshotReader): Catalogue {
    const catalogue = new Catalogue();
    const [heads = '[]'] = reader.strings();
    for (const head of JSON.parse(heads) as DocumentHead[]) catalogue.add(head); // our own snapshot's
    return catalogue;
  }

  /** Only a catalogue without removed documents can be saved. */
  save(writer: SnapshotWriter): void {
    writer.strings([JSON.stringify(this.heads)]);
  }

  /** Number of live documents. */
  get size(): number {
    return this.slots.size;
  }

  slotOf(id: string): number | undefined {
    return this.slots.get(id);
  }

  /** Adds the next document; slots count from 0. */
  add(head: DocumentHead): void {
    this.slots.set(head.id, this.heads.push(head) - 1);
  }

  remove(id: string): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    this.slots.delete(id);
    this.heads[slot] = undefined;
  }

  at(slot: number): DocumentHead | undefined {
    return this.heads[slot];
  }
}
