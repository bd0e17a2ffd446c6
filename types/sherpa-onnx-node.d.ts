/** Used part of the package, which is installed only for a model. */
declare module 'sherpa-onnx-node' {
  class OfflineRecognizer<Stream> {
    constructor(config: { modelConfig: object });
    createStream(): Stream & {
      acceptWaveform(wave: { samples: Float32Array; sampleRate: number }): void;
    };
    decode(stream: Stream): void;
    getResult(stream: Stream): unknown;
  }
  const sherpa: { OfflineRecognizer: typeof OfflineRecognizer };
  export = sherpa;
}
