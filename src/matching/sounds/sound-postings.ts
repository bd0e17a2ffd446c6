import { GrowingArray } from '../growing-array.ts';

/** Items of a query and the positions of their keys, in pairs. */
export interface Meetings {
  asked: Uint32Array;
  places: Uint32Array;
}

/** All fingerprints in a row, and the chained positions of each key: 20 bits of an item that most edits preserve. */
export class SoundPostings {
  readonly items: GrowingArray;
  /** Start of each slot's fingerprint; it ends where the next one begins. */
  readonly starts: GrowingArray;
  /** For each position, the previous one with the same key, counted from one; 0 ends the chain. */
  private readonly before = new GrowingArray();
  /** Both take 4 MB, so they are made for the first fingerprint. */
  private heads = new Uint32Array();
  private counts = new Uint32Array();

  private readonly lowestBit: number;

  /** Takes over the contents of another instance; a key begins at a bit. */
  constructor(
    lowestBit: number,
    items: Uint32Array = new Uint32Array(),
    starts: Uint32Array = new Uint32Array(),
  ) {
    this.lowestBit = lowestBit;
    this.items = GrowingArray.from(items);
    this.starts = GrowingArray.from(starts);
    this.before.extend(items.length);
    for (let slot = 0; slot < starts.length; slot++) this.link(slot);
  }

  get slots(): number {
    return this.starts.length;
  }

  /** Adds a fingerprint and returns its slot. */
  add(fingerprint: Uint32Array): number {
    const start = this.items.extend(fingerprint.length);
    this.items.values.set(fingerprint, start);
    this.before.extend(fingerprint.length);
    this.starts.push(start);
    this.link(this.slots - 1);
    return this.slots - 1;
  }

  startOf(slot: number): number {
    return this.starts.at(slot);
  }

  fingerprintAt(slot: number): Uint32Array {
    return this.items.values.subarray(this.startOf(slot), this.endOf(slot));
  }

  slotAt(place: number): number {
    return this.starts.countUpTo(place) - 1;
  }

  /** Finds the positions of a query's keys, the rarest first, up to `budget`: the commonest are silence and hum. */
  meet(fingerprint: Uint32Array, budget: number): Meetings {
    const [asked, places] = [new GrowingArray(FEW_PLACES), new GrowingArray(FEW_PLACES)];
    for (const at of this.rarestFirst(fingerprint)) {
      const key = this.keyOf(fingerprint[at]);
      if (places.length + (this.counts[key] ?? 0) > budget) break;
      this.follow(key, at, { asked, places });
    }
    return { asked: asked.used, places: places.used };
  }

  /** Finds up to `budget` positions of a query's keys and of those one bit away, without silence and common keys. */
  meetNearly(fingerprint: Uint32Array, budget: number): Meetings {
    const [asked, places] = [new GrowingArray(FEW_PLACES), new GrowingArray(FEW_PLACES)];
    for (let at = 0; at < fingerprint.length; at++) {
      if (fingerprint[at] === 0 || !this.isNew(fingerprint, at)) continue;
      const exact = this.keyOf(fingerprint[at]);
      for (let bit = -1; bit < KEY_BITS; bit++) {
        const key = bit < 0 ? exact : exact ^ (1 << bit);
        if ((this.counts[key] ?? 0) <= COMMON) this.follow(key, at, { asked, places });
      }
      if (places.length > budget) break;
    }
    return { asked: asked.used, places: places.used };
  }

  /** Adds all places of a key that an item of the query has. */
  private follow(
    key: number,
    item: number,
    { asked, places }: Record<keyof Meetings, GrowingArray>,
  ) {
    for (let next = this.heads[key] ?? 0; next > 0; next = this.before.at(next - 1)) {
      asked.push(item);
      places.push(next - 1);
    }
  }

  private rarestFirst(fingerprint: Uint32Array): Uint32Array {
    const first = new GrowingArray(fingerprint.length);
    for (let at = 0; at < fingerprint.length; at++) {
      if (this.isNew(fingerprint, at)) first.push(at);
    }
    const count = (at: number) => this.counts[this.keyOf(fingerprint[at])] ?? 0;
    return first.used.sort((one, other) => count(one) - count(other));
  }

  private endOf(slot: number): number {
    return slot + 1 < this.slots ? this.starts.at(slot + 1) : this.items.length;
  }

  private link(slot: number): void {
    const fingerprint = this.fingerprintAt(slot);
    const start = this.startOf(slot);
    if (this.heads.length === 0) {
      this.heads = new Uint32Array(KEYS);
      this.counts = new Uint32Array(KEYS);
    }
    for (let at = 0; at < fingerprint.length; at++) {
      if (!this.isNew(fingerprint, at)) continue;
      const key = this.keyOf(fingerprint[at]);
      this.before.values[start + at] = this.heads[key] ?? 0;
      this.heads[key] = start + at + 1;
      this.counts[key] = (this.counts[key] ?? 0) + 1;
    }
  }

  private keyOf(item = 0): number {
    return (item >>> this.lowestBit) & (KEYS - 1);
  }

  /** A key that repeats, as in silence or a held tone, adds nothing. */
  private isNew(fingerprint: Uint32Array, at: number): boolean {
    return at === 0 || this.keyOf(fingerprint[at]) !== this.keyOf(fingerprint[at - 1]);
  }
}

const KEY_BITS = 20;
const KEYS = 1 << KEY_BITS;
/** Enough for most queries. */
const FEW_PLACES = 8192;
/** Positions of a key that says little. */
const COMMON = 64;
