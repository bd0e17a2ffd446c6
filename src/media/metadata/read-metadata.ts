import readExif from 'exif-reader';
import { z } from 'zod';
import { type FileMetadata, metadataSchema } from '../../domain/messages/evidence.ts';
import { runOnFile } from '../run-on-file.ts';

/** Reads what the camera and programs wrote into a picture; WhatsApp removes it from all but documents. */
export async function readPictureMetadata(bytes: Uint8Array): Promise<FileMetadata> {
  try {
    const { default: sharp } = await import('sharp');
    const { exif } = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata();
    if (!exif) return {};
    const { Image: image, Photo: photo, GPSInfo: gps } = readExif(exif.subarray(0, MOST_EXIF));
    const latitude = toDegrees(gps?.GPSLatitude, gps?.GPSLatitudeRef);
    const longitude = toDegrees(gps?.GPSLongitude, gps?.GPSLongitudeRef);
    const takenAt = photo?.DateTimeOriginal?.toISOString().slice(0, MINUTES);
    const said = { software: image?.Software, takenAt, place: { latitude, longitude } };
    return metadataSchema.parse({ ...said, camera: nameCamera(image?.Make, image?.Model) });
  } catch {
    return {}; // what is broken says nothing of itself
  }
}

/** Phones write what is read here into the first kilobytes; a longer block could claim values of gigabytes. */
const MOST_EXIF = 4096;
const MINUTES = 'yyyy-mm-ddThh:mm'.length;

function toDegrees(
  [whole = Number.NaN, minutes = 0, seconds = 0]: number[] = [],
  side = '',
): number {
  const degrees = whole + minutes / 60 + seconds / 3600;
  return Number((/^[SW]/.test(side) ? -degrees : degrees).toFixed(5));
}

function nameCamera(make = '', model = ''): string {
  return model.startsWith(make) ? model : `${make} ${model}`;
}

/** Reads the tags that phones write into a film. */
export async function readFilmMetadata(path: string): Promise<FileMetadata> {
  const output = ['-show_entries', `format_tags=${TAGS.join()}`, '-print_format', 'json=compact=1'];
  const run = await runOnFile(path, { tool: ['ffprobe'], output }, BOUNDS);
  if ('problem' in run) return {};
  const { tags = {} } = outputSchema.parse(JSON.parse(run.output.toString())).format;
  const [make, model, software, made, ...places] = TAGS.map((name) => tags[name]);
  const [, latitude, longitude] = /^([+-][\d.]{1,12})([+-][\d.]{1,12})/.exec(places.join('')) ?? [];
  const place = { latitude: Number(latitude), longitude: Number(longitude) };
  const takenAt = `${made?.slice(0, MINUTES)}Z`;
  return metadataSchema.parse({ camera: nameCamera(make, model), software, takenAt, place });
}

const APPLE = ['make', 'model', 'software'].map((name) => `com.apple.quicktime.${name}`);
const TAGS = [...APPLE, 'creation_time', 'com.apple.quicktime.location.ISO6709', 'location'];
const BOUNDS = { seconds: 20, memoryMb: 1024, outputBytes: 20_000 };
const tagsSchema = z.record(z.string(), z.string()).optional();
const outputSchema = z.object({ format: z.object({ tags: tagsSchema }) });

/** Whether a file of any format has a C2PA manifest store: a JUMBF description box of that type. */
export function hasManifest(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(C2PA);
}

const C2PA = Buffer.from('jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71', 'latin1');
