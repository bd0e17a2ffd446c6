/** Builds the body of a WebAssembly function. Locals have numbers, parameters first. */
export class Assembler {
  private readonly body: number[] = [];

  get(local: number): this {
    return this.put(0x20, ...unsigned(local));
  }

  set(local: number): this {
    return this.put(0x21, ...unsigned(local));
  }

  /** Unsigned integer. */
  number(value: number): this {
    return this.put(0x41, ...signed(value));
  }

  /** The same byte sixteen times. */
  bytes(value: number): this {
    return this.put(0xfd, ...unsigned(0x0c), ...new Array<number>(16).fill(value));
  }

  /** Loads sixteen bytes from memory, `offset` after the address on the stack. */
  load(offset: number): this {
    return this.put(0xfd, 0x00, ALIGNED, ...unsigned(offset));
  }

  store(offset: number): this {
    return this.put(0xfd, 0x0b, ALIGNED, ...unsigned(offset));
  }

  do(instruction: Instruction): this {
    return this.put(...INSTRUCTIONS[instruction]);
  }

  /** Repeats the code of `inside` until the number that `again` leaves on the stack is zero. */
  repeat(inside: () => void, again: () => void): this {
    this.put(0x03, NOTHING);
    inside();
    again();
    return this.put(0x0d, 0, END);
  }

  /** Writes a block; `leave` jumps to its end. */
  block(inside: () => void): this {
    this.put(0x02, NOTHING);
    inside();
    return this.put(END);
  }

  /** Leaves the innermost block if the number on the stack is not zero. */
  leave(): this {
    return this.put(0x0d, 0);
  }

  /** Returns a module with this function and a memory; it takes integers, returns nothing. */
  module(shape: {
    parameters: number;
    numbers: number;
    vectors: number;
    pages: number;
  }): Uint8Array<ArrayBuffer> {
    const { parameters, numbers, vectors, pages } = shape;
    const locals = [2, ...unsigned(numbers), I32, ...unsigned(vectors), V128];
    const code = [...locals, ...this.body, END];
    return Uint8Array.from([
      ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, [1, 0x60, parameters, ...new Array<number>(parameters).fill(I32), 0]),
      ...section(3, [1, 0]),
      ...section(5, [1, 0, ...unsigned(pages)]),
      ...section(7, [2, ...name('run'), 0, 0, ...name('memory'), 2, 0]),
      ...section(10, [1, ...unsigned(code.length), ...code]),
    ]);
  }

  private put(...bytes: number[]): this {
    for (const byte of bytes) this.body.push(byte);
    return this;
  }
}

/** Instructions that take all operands from the stack, named as in the specification. */
const INSTRUCTIONS = {
  'i32.eqz': [0x45],
  'i32.ne': [0x47],
  'i32.add': [0x6a],
  'i8x16.splat': [0xfd, 0x0f],
  'i8x16.le_u': [0xfd, 0x2a],
  'v128.and': [0xfd, 0x4e],
  'v128.any_true': [0xfd, 0x53],
  'i8x16.shr_u': [0xfd, 0x6d],
  'i8x16.add_sat_u': [0xfd, 0x70],
  'i8x16.min_u': [0xfd, 0x77],
  'i8x16.relaxed_swizzle': [0xfd, 0x80, 0x02],
} as const;

type Instruction = keyof typeof INSTRUCTIONS;

const I32 = 0x7f;
const V128 = 0x7b;
const NOTHING = 0x40;
const END = 0x0b;
/** Addresses are multiples of 2⁴. */
const ALIGNED = 4;

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function name(text: string): number[] {
  return [text.length, ...new TextEncoder().encode(text)];
}

/** Encodes an unsigned integer in the fewest groups of seven bits (LEB128). */
function unsigned(value: number): number[] {
  const rest = value >>> 7;
  return rest === 0 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(rest)];
}

/** Encodes a signed integer; the sign is the last group's second highest bit. */
function signed(value: number): number[] {
  return value < 64 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}
