import { SnapshotReader, SnapshotRefused, SnapshotWriter } from '../snapshot.ts';
import { SoundPostings } from './sound-postings.ts';

/** Fingerprints by id, with the positions of their keys. */
export class SoundShelf {
  protected postings: SoundPostings;
  /** By slot; a removed clip has no id. */
  protected ids: (string | undefined)[] = [];
  private readonly slots = new Map<string, number>();
  private readonly keyBit: number;

  /** Creates an empty shelf; keys of its fingerprints begin at a bit. */
  constructor(keyBit: number) {
    this.keyBit = keyBit;
    this.postings = new SoundPostings(keyBit);
  }

  /** Opens what `save` wrote; throws SnapshotRefused if it cannot be used. */
  static open<Kind extends SoundShelf>(this: new () => Kind, bytes: Uint8Array): Kind {
    const reader = new SnapshotReader(bytes);
    const [kind] = reader.strings();
    if (kind !== KIND) throw new SnapshotRefused('this is no snapshot of an index of sounds');
    const [ids, items, starts] = [reader.strings(), reader.numbers(), reader.numbers()];
    const shelf = new this();
    shelf.postings = new SoundPostings(shelf.keyBit, items, starts);
    for (const id of ids) shelf.enter(id, shelf.ids.length);
    return shelf;
  }

  save(): Uint8Array {
    this.compact();
    const writer = new SnapshotWriter();
    writer.strings([KIND]);
    writer.strings([...this.slots.keys()]);
    for (const list of [this.postings.items, this.postings.starts]) writer.numbers(list.used);
    return writer.seal();
  }

  get size(): number {
    return this.slots.size;
  }

  /** Adds a clip; replaces one with the same id. */
  put(id: string, fingerprint: Uint32Array): void {
    this.remove(id);
    this.enter(id, this.postings.add(fingerprint));
  }

  remove(id: string): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    this.slots.delete(id);
    this.ids[slot] = undefined;
    if (this.ids.length > FEW && this.size < this.ids.length / 2) this.compact();
  }

  private enter(id: string, slot: number): void {
    this.slots.set(id, slot);
    this.ids[slot] = id;
  }

  /** Closes the gaps of removed clips. */
  private compact(): void {
    const gappy = this.postings;
    const clips = [...this.slots];
    this.postings = new SoundPostings(this.keyBit);
    this.ids = [];
    for (const [id, slot] of clips) this.enter(id, this.postings.add(gappy.fingerprintAt(slot)));
  }
}

/** Not worth compacting below this number of clips. */
const FEW = 1000;

/** Increase it when the sections change. */
const KIND = 'sounds 1';
