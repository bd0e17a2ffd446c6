/** A list of unsigned numbers in one typed array that doubles when full. */
export class GrowingArray {
  values: Uint32Array;
  length = 0;

  constructor(capacity = 64) {
    this.values = new Uint32Array(capacity);
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

  private reserve(count: number): void {
    if (this.length + count <= this.values.length) return;
    const grown = new Uint32Array(Math.max(this.values.length * 2, this.length + count));
    grown.set(this.values);
    this.values = grown;
  }
}
