import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aFolder } from '../support/builders.ts';
import { tableModel } from './onnx-model.ts';

/** Words that mean the same in the generated model; each row has a direction of its own. */
export const MEANINGS = [
  ['uang', 'duit', 'dana'],
  ['gratis', 'cuma-cuma', 'percuma'],
  ['rumah', 'tempat', 'hunian'],
  ['banjir', 'bah', 'genangan'],
  ['dokter', 'tabib'],
  ['mobil', 'oto'],
];
const MARKS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'tanya', 'cek', ':'];
export const WIDTH = MEANINGS.length + 3;

/** The files of a model whose words are those of MEANINGS; a file given as undefined is left out. */
export function aModelFolder(files: Record<string, string | Uint8Array | undefined> = {}): string {
  const folder = aFolder();
  const all = { 'tokenizer.json': tokenizer(), 'model.onnx': tableModel(rows()), ...files };
  for (const [name, content] of Object.entries(all)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Words of one meaning share a row; marks say a little, unknown words a little else. */
function rows(): number[][] {
  const row = (...entries: [number, number][]) => {
    const values = new Array<number>(WIDTH).fill(0);
    for (const [at, value] of entries) values[at] = value;
    return values;
  };
  const marks = MARKS.map((mark) => {
    if (mark === 'tanya') return row([WIDTH - 2, 1]);
    if (mark === 'cek') return row([WIDTH - 1, 1]);
    return row([WIDTH - 3, 0.05]);
  });
  return [...marks, ...MEANINGS.flatMap((words, at) => words.map(() => row([at, 1])))];
}

function tokenizer(): string {
  const words = [...MARKS, ...MEANINGS.flat()];
  const special = (mark: string) => ({ SpecialToken: { id: mark, type_id: 0 } });
  return JSON.stringify({
    version: '1.0',
    added_tokens: MARKS.slice(0, 4).map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')],
      pair: [],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  });
}
