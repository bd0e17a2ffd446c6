/** The two packages that run a model; only someone who has a model has them. */
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

/** What of them is used. */
export type Runtime = Awaited<ReturnType<typeof importRuntime>>;
