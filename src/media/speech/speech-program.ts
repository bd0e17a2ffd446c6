import { z } from 'zod';
import type { SpeechModel } from './speech-folder.ts';

/** Request to a recogniser: first the model to open, then one sound after another. */
export type ToRecogniser = { open: SpeechModel } | { pcm: Int16Array };

/** Response: the model is open or why not, then the text of each sound, empty for none. */
export type FromRecogniser =
  | { type: 'open' }
  | { type: 'refused'; reason: string }
  | { type: 'heard'; text: string };

// Runs in a process of its own: a broken, slow or too large model ends only this one.
let hear: ((pcm: Int16Array) => FromRecogniser) | undefined;
process.on('disconnect', () => process.exit());
process.on('message', async (message: ToRecogniser) => {
  if ('open' in message) tell(await open(message.open));
  else if (hear) tell(hear(message.pcm));
});

function tell(answer: FromRecogniser): void {
  process.send?.(answer);
}

async function open(modelConfig: SpeechModel): Promise<FromRecogniser> {
  try {
    const { default: sherpa } = await import('sherpa-onnx-node');
    const recognizer = new sherpa.OfflineRecognizer({ modelConfig });
    hear = (pcm) => {
      const stream = recognizer.createStream();
      stream.acceptWaveform({
        samples: Float32Array.from(pcm, (sample) => sample / 32_768),
        sampleRate: 16_000,
      });
      recognizer.decode(stream);
      const { text } = resultSchema.parse(recognizer.getResult(stream));
      return { type: 'heard', text };
    };
    return { type: 'open' };
  } catch (error) {
    return { type: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

const resultSchema = z.object({ text: z.string().trim() });
