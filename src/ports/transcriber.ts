export interface Transcript {
  text: string;
}

export interface Transcriber {
  /** Samples of one channel, 16 bits each, 16,000 a second; undefined where nothing was understood in time. */
  transcribe(pcm16k: Int16Array): Promise<Transcript | undefined>;
}
