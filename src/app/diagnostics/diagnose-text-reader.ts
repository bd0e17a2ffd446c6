import type { Config } from '../../config/config.ts';
import { chooseEngine } from '../../media/text/choose-engine.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Which Tesseract reads the text in pictures, and why not the one that is configured. */
export async function diagnoseTextReader({ media }: Pick<Config, 'media'>): Promise<Diagnosis> {
  const { tesseract } = media;
  const name = 'text in pictures';
  const { engine, trouble } = await chooseEngine({ tesseract });
  await engine.stop();
  if (trouble === undefined) return { name, state: 'ok', detail: engine.name };
  return { name, state: 'warning', detail: `${trouble}; until then ${engine.name} reads` };
}
