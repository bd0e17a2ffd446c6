import type { Config } from '../../config/config.ts';
import { hasTool } from '../../media/has-tool.ts';
import { openTranscriber } from '../../media/speech/transcriber.ts';
import { type Diagnosis, messageOf } from './diagnosis.ts';

/** Whether sounds and films can be recognised, and a configured speech model used. */
export async function diagnoseMedia(config: Pick<Config, 'media'>): Promise<Diagnosis[]> {
  return [diagnoseTools(process.env.PATH ?? ''), ...(await diagnoseTranscriber(config))];
}

/** Whether the programs that read sounds and films are in one of these folders. */
export function diagnoseTools(path: string): Diagnosis {
  const name = 'sounds and films';
  const missing = Object.entries(PACKAGES).filter(([tool]) => !hasTool(tool, path));
  if (missing.length === 0) return { name, state: 'ok', detail: Object.keys(PACKAGES).join(', ') };
  const packages = missing.map(([, debian]) => debian).join(' ');
  const detail = `suara dan film tidak bisa dicocokkan: pasang ${packages} (apt-get install ${packages})`;
  return { name, state: 'warning', detail };
}

/** By the Debian package that has each. */
const PACKAGES = { ffmpeg: 'ffmpeg', fpcalc: 'libchromaprint-tools' };

async function diagnoseTranscriber({ media }: Pick<Config, 'media'>): Promise<Diagnosis[]> {
  const { transcriber } = media;
  if (transcriber === undefined) return [];
  try {
    (await openTranscriber(transcriber)).close();
    return [{ name: 'transcriber', state: 'ok', detail: transcriber }];
  } catch (error) {
    return [{ name: 'transcriber', state: 'broken', detail: messageOf(error) }];
  }
}
