/** A model that gives each token its row of a table, in the format of ONNX; nothing else is in it. */
export function tableModel(
  rows: readonly (readonly number[])[],
  inputs: readonly string[] = ['input_ids', 'attention_mask'],
): Uint8Array {
  const width = rows[0]?.length ?? 0;
  const table = [
    number(1, rows.length),
    number(1, width),
    number(2, FLOAT),
    text(8, 'table'),
    bytes(9, new Uint8Array(Float32Array.from(rows.flat()).buffer)),
  ];
  const gather = [
    text(1, 'table'),
    text(1, 'input_ids'),
    text(2, OUTPUT),
    text(3, 'gather'),
    text(4, 'Gather'),
  ];
  const graph = [
    part(1, gather),
    text(2, 'table'),
    part(5, table),
    ...inputs.map((name) => part(11, tensor(name, INT64, [1, 'tokens']))),
    part(12, tensor(OUTPUT, FLOAT, [1, 'tokens', width])),
  ];
  return join([number(1, IR_VERSION), part(7, graph), part(8, [number(2, OPERATORS)])]);
}

const OUTPUT = 'last_hidden_state';
const FLOAT = 1;
const INT64 = 7;
const IR_VERSION = 8;
const OPERATORS = 13;

function tensor(name: string, type: number, shape: readonly (number | string)[]): Uint8Array[] {
  const dimensions = shape.map((length) =>
    part(1, [typeof length === 'number' ? number(1, length) : text(2, length)]),
  );
  return [text(1, name), part(2, [part(1, [number(1, type), part(2, dimensions)])])];
}

// A protocol buffer is a row of fields, each with its number, its kind and its value.

function number(field: number, value: number): Uint8Array {
  return join([varint(field * 8), varint(value)]);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

function part(field: number, fields: readonly Uint8Array[]): Uint8Array {
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
