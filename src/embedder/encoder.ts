import type { Session, Tensor } from 'onnxruntime-node';
import type { Vector } from '../matching/embedder.ts';
import type { ModelFolder } from './model-folder.ts';
import { meanOf, toUnit } from './pool.ts';
import type { Runtime } from './runtime.ts';

/** Opens a model; returns a function from text to vector, empty for a text without tokens. */
export async function createEncoder(
  { model, tokenizer, tokenizerConfig, settings }: ModelFolder,
  { InferenceSession, Tensor, Tokenizer }: Runtime,
): Promise<(text: string) => Promise<Vector>> {
  const reader = new Tokenizer(tokenizer, tokenizerConfig);
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  const unknown = session.inputNames.filter((name) => !INPUTS.includes(name));
  if (unknown.length > 0) throw new Error(`it asks for ${unknown.join(', ')}, which is not known`);
  const output = chooseOutput(session);
  return async (text) => {
    const { ids } = reader.encode(text.slice(0, settings.maxTokens * LETTERS_PER_TOKEN));
    const tokens = cut(ids, settings.maxTokens);
    if (tokens.length === 0) return new Float32Array();
    const tensor = (values: readonly number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const inputs: Record<string, Tensor> = {
      input_ids: tensor(tokens),
      attention_mask: tensor(tokens.map(() => 1)),
      token_type_ids: tensor(tokens.map(() => 0)),
    };
    const feeds = session.inputNames.map((name) => [name, inputs[name]]);
    return toUnit(toVector((await session.run(Object.fromEntries(feeds)))[output]));
  };
}

const INPUTS: readonly string[] = ['input_ids', 'attention_mask', 'token_type_ids'];
/** The first is one vector for the whole text, the others hold one for each token. */
const OUTPUTS = ['sentence_embedding', 'last_hidden_state', 'token_embeddings'];
/** A token seldom has more letters; reading more only to drop them takes time. */
const LETTERS_PER_TOKEN = 12;

function chooseOutput({ outputNames }: Session): string {
  return OUTPUTS.find((name) => outputNames.includes(name)) ?? outputNames[0] ?? '';
}

/** Keeps the first tokens and the last one, which marks the end. */
function cut(ids: readonly number[], most: number): readonly number[] {
  return ids.length <= most ? ids : [...ids.slice(0, most - 1), ...ids.slice(-1)];
}

function toVector(output: Tensor | undefined): Vector {
  const { data, dims = [] } = output ?? {};
  if (!(data instanceof Float32Array) || dims.length < 2 || dims.length > 3 || dims[0] !== 1) {
    throw new Error(`it gives ${output?.type} [${dims}] where float32 [1, tokens, width] belongs`);
  }
  return dims.length === 2 ? data : meanOf(data, dims[2] ?? 0);
}
