/** Imports the two packages that run a model; installations without a model lack them. */
export async function importRuntime() {
  try {
    const [{ InferenceSession, Tensor }, { Tokenizer }] = await Promise.all([
      import('onnxruntime-node'),
      import('@huggingface/tokenizers'),
    ]);
    return { InferenceSession, Tensor, Tokenizer };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`a model needs two more packages; run "npm run add:embedder" (${reason})`, {
      cause: error,
    });
  }
}

/** Used parts of both. */
export type Runtime = Awaited<ReturnType<typeof importRuntime>>;
