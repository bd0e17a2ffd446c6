/** List of unsigned numbers in one typed array that grows when full. */
export class GrowingArray {
  values: Uint32Array;
  length = 0;

  constructor(capacity = 64) {
    this.values = new Uint32Array(capacity);
  }

  /** Creates a list that takes over the given numbers. */
  static from(values: Uint32Array): GrowingArray {
    const list = new GrowingArray(0);
    list.values = values;
    list.length = values.length;
    return list;
  }

  push(value: number): void {
    this.reserve(1);
    this.values[this.length++] = value;
  }

  /** Makes room for `count` more and returns where they begin. */
  extend(count: number): number {
    this.reserve(count);
    const start = this.length;
    this.length += count;
    return start;
  }

  at(index: number): number {
    return this.values[index] ?? 0;
  }

  /** Returns how many numbers of an ascending list are at most a value. */
  countUpTo(value: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Numbers without the spare room. */
  get used(): Uint32Array {
    return this.values.subarray(0, this.length);
  }

  /** Makes room for `count` more without using it. */
  reserve(count: number): void {
    this.values = withRoom(this.values, this.length + count);
  }
}

type Numbers = Uint8Array | Int8Array | Uint32Array | Int32Array | Float32Array;

/** Returns the same numbers, or a copy with spare room where they have not as much as is wanted. */
export function withRoom<Kind extends Numbers>(values: Kind, wanted: number): Kind {
  return wanted <= values.length ? values : resized(values, roomFor(values.length, wanted));
}

/** Copies numbers to the beginning of a longer array of the same kind. */
export function resized<Kind extends Numbers>(values: Kind, length: number): Kind {
  const grown = new (values.constructor as new (length: number) => Kind)(length); // its own kind
  grown.set(values);
  return grown;
}

/** Returns the next capacity: double, but less for large lists, to waste little. */
export function roomFor(capacity: number, wanted: number): number {
  const factor = capacity < LARGE ? 2 : capacity < HUGE ? 1.2 : 1.12;
  return Math.max(64, wanted, Math.ceil(capacity * factor));
}

const LARGE = 1 << 20;
const HUGE = 1 << 24;
