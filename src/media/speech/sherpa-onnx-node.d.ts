/** What is used of the package, which is not installed unless there is a model. */
declare module 'sherpa-onnx-node' {
  export interface ModelConfig {
    tokens: string;
    numThreads: number;
    whisper?: { encoder: string; decoder: string; language: string; task: 'transcribe' };
    omnilingual?: { model: string };
    dolphin?: { model: string };
  }
  interface Stream {
    acceptWaveform(wave: { samples: Float32Array; sampleRate: number }): void;
  }
  interface Recognizer {
    createStream(): Stream;
    decode(stream: Stream): void;
    getResult(stream: Stream): unknown;
  }
  const sherpa: {
    OfflineRecognizer: new (config: { modelConfig: ModelConfig }) => Recognizer;
  };
  export default sherpa;
}
