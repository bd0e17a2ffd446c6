import { z } from 'zod';
import { type FileMetadata, toFileMetadata } from '../../domain/messages/file-metadata.ts';
import { runOnFile } from '../run-on-file.ts';
import { readExif } from './read-exif.ts';

/** Reads what the camera and programs wrote into a picture; WhatsApp removes it from all but documents. */
export async function readPictureMetadata(bytes: Uint8Array): Promise<FileMetadata> {
  try {
    const { default: sharp } = await import('sharp');
    const { exif } = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata();
    return exif ? toFileMetadata(readExif(exif)) : {};
  } catch {
    return {}; // what is broken says nothing of itself
  }
}

/** Reads the tags that phones write into a film. */
export async function readFilmMetadata(path: string): Promise<FileMetadata> {
  const output = ['-show_entries', `format_tags=${TAGS.join()}`, '-print_format', 'json=compact=1'];
  const run = await runOnFile(path, { tool: ['ffprobe'], output }, BOUNDS);
  if ('problem' in run) return {};
  const { tags = {} } = outputSchema.parse(JSON.parse(run.output.toString())).format;
  const [make, model, software, local, utc, ...places] = TAGS.map((name) => tags[name]);
  const [whole, north, east] = /^([+-][\d.]{1,12})([+-][\d.]{1,12})/.exec(places.join('')) ?? [];
  const place =
    whole === undefined ? undefined : { latitude: Number(north), longitude: Number(east) };
  return toFileMetadata({ make, model, software, taken: local ?? utc, place });
}

const APPLE = ['make', 'model', 'software', 'creationdate'].map(
  (name) => `com.apple.quicktime.${name}`,
);
const TAGS = [...APPLE, 'creation_time', 'com.apple.quicktime.location.ISO6709', 'location'];
const BOUNDS = { seconds: 20, memoryMb: 1024, outputBytes: 20_000 };
const outputSchema = z.object({
  format: z.object({ tags: z.record(z.string(), z.string()).optional() }),
});

/** Whether a file of any format has a C2PA manifest store: a JUMBF description box of that type. */
export function hasManifest(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(C2PA);
}

const C2PA = Buffer.from('jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71', 'latin1');
