/** Element types of tensors, in the numbers of ONNX. */
export const FLOAT = 1;
export const INT64 = 7;

/** A model file around the fields of a graph. */
export function aModel(graph: readonly Uint8Array[]): Uint8Array {
  return join([number(1, IR_VERSION), part(7, graph), part(8, [number(2, OPERATORS)])]);
}

const IR_VERSION = 8;
const OPERATORS = 13;

/** The type and shape of an input or output; a name stands for a length that may vary. */
export function tensor(
  name: string,
  type: number,
  shape: readonly (number | string)[],
): Uint8Array[] {
  const dimensions = shape.map((length) =>
    part(1, [typeof length === 'number' ? number(1, length) : text(2, length)]),
  );
  return [text(1, name), part(2, [part(1, [number(1, type), part(2, dimensions)])])];
}

/** Numbers that come with the model. */
export function constant(
  name: string,
  shape: readonly number[],
  values: Float32Array | BigInt64Array,
): Uint8Array[] {
  return [
    ...shape.map((length) => number(1, length)),
    number(2, values instanceof Float32Array ? FLOAT : INT64),
    text(8, name),
    bytes(9, new Uint8Array(values.buffer)),
  ];
}

/** A step of the graph, from named values to a named value. */
export function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly Uint8Array[] = [],
): Uint8Array[] {
  const from = inputs.map((name) => text(1, name));
  return [...from, text(2, output), text(3, output), text(4, operator), ...attributes];
}

// A protocol buffer is a row of fields, each with its number, its kind and its value.

export function number(field: number, value: number): Uint8Array {
  return join([varint(field * 8), varint(value)]);
}

export function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

export function part(field: number, fields: readonly Uint8Array[]): Uint8Array {
  return bytes(field, join(fields));
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return join([varint(field * 8 + 2), varint(value.length), value]);
}

function varint(value: number): Uint8Array {
  const digits: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...digits, rest]);
    digits.push((rest % 128) + 128);
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((one) => [...one]));
}
