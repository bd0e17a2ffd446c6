import { preparePicture } from '../../../src/media/text/prepare-picture.ts';
import { missingPhotos, photos } from '../pictures/base-pictures.ts';
import type { Result } from './tally.ts';

/** Tells how many photographs without words are seen to have none before they are read, and how many pictures with words. */
export async function formatWordless(results: readonly Result[]): Promise<string> {
  const pictures = results.filter(({ sending }) => sending.item.kind === 'picture');
  const written = await countWordless(pictures.map(({ sending }) => sending.bytes));
  const lost = `pictures with words taken for wordless: ${written.stopped} of ${written.photos}`;
  const missing = missingPhotos();
  if (missing !== undefined) return `${lost}\nwordless photographs: not measured. ${missing}`;
  const wordless = await countWordless((await Array.fromAsync(photos())).map(({ bytes }) => bytes));
  const most = `${wordless.mostMs.toFixed(0)} ms of the processor at most`;
  return `${lost}\nwordless photographs recognised: ${wordless.stopped} of ${wordless.photos}, ${most}`;
}

async function countWordless(pictures: readonly Uint8Array[]) {
  const count = { photos: 0, stopped: 0, mostMs: 0 };
  for (const bytes of pictures) {
    const picture = await preparePicture(bytes);
    if (!picture || picture.isFlat) continue;
    const before = process.cpuUsage();
    const isStopped = !picture.mayHoldText();
    count.mostMs = Math.max(count.mostMs, process.cpuUsage(before).user / 1000);
    count.photos += 1;
    if (isStopped) count.stopped += 1;
  }
  return count;
}
