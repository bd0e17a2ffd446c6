import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aFolder } from '../support/builders.ts';
import {
  aModel,
  constant,
  FLOAT,
  node,
  number,
  part,
  tensor,
  text,
} from '../support/onnx-parts.ts';

/** The files of a model that hears "bunyi" in each stretch of noise and nothing in silence; undefined leaves a file out. */
export function aSpeechFolder(files: Record<string, string | Uint8Array | undefined> = {}): string {
  const folder = aFolder();
  const all = {
    'model.onnx': loudnessModel(),
    'tokens.txt': '<blk> 0\n▁bunyi 1\n',
    'posko.json': '{"kind": "omnilingual"}',
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The sound has to last a whole number of these: a tenth of a second. */
const FRAME = 1600;

/** From samples to what speaks for silence and for the one word, by the loudest sample of each frame. */
function loudnessModel(): Uint8Array {
  const loudest = [part(5, [text(1, 'axes'), number(8, 2), number(20, INTS)])];
  return aModel([
    part(1, node('Reshape', ['x', 'frames'], 'framed')),
    part(1, node('Abs', ['framed'], 'loud')),
    part(1, node('ReduceMax', ['loud'], 'loudest', loudest)),
    part(1, node('MatMul', ['loudest', 'weights'], 'weighed')),
    part(1, node('Add', ['weighed', 'bias'], 'logits')),
    text(2, 'loudness'),
    part(5, constant('frames', [3], BigInt64Array.of(1n, -1n, BigInt(FRAME)))),
    part(5, constant('weights', [1, 2], Float32Array.of(-9, 9))),
    part(5, constant('bias', [2], Float32Array.of(3, -3))),
    part(11, tensor('x', FLOAT, [1, 'samples'])),
    part(12, tensor('logits', FLOAT, [1, 'count', 2])),
  ]);
}

/** The type of an attribute that is a list of whole numbers. */
const INTS = 7;
