import { aModel, constant, FLOAT, INT64, node, part, tensor, text } from '../support/onnx-parts.ts';

/** A model that gives each token its row of a table, in the format of ONNX; nothing else is in it. */
export function tableModel(
  rows: readonly (readonly number[])[],
  inputs: readonly string[] = ['input_ids', 'attention_mask'],
): Uint8Array {
  const width = rows[0]?.length ?? 0;
  return aModel([
    part(1, node('Gather', ['table', 'input_ids'], OUTPUT)),
    text(2, 'table'),
    part(5, constant('table', [rows.length, width], Float32Array.from(rows.flat()))),
    ...inputs.map((name) => part(11, tensor(name, INT64, [1, 'tokens']))),
    part(12, tensor(OUTPUT, FLOAT, [1, 'tokens', width])),
  ]);
}

const OUTPUT = 'last_hidden_state';
