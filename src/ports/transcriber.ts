/** What was heard in a voice note. */
export interface Transcript {
  text: string;
}

/** Turns speech into text. */
export interface Transcriber {
  /** Samples of one channel, 16 bits each, 16,000 a second; undefined where nothing was understood in time. */
  transcribe(pcm16k: Int16Array): Promise<Transcript | undefined>;
}
