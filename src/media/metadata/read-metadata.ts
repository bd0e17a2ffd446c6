import readExif from 'exif-reader';
import { z } from 'zod';
import type { FileMetadata } from '../../domain/messages/evidence.ts';
import { runOnFile } from '../run-on-file.ts';

/** Reads what the camera and programs wrote into a picture, its EXIF block; WhatsApp removes it from all but documents. */
export function readPictureMetadata(exif: Uint8Array = new Uint8Array()): FileMetadata {
  try {
    const block = Buffer.from(exif.subarray(0, MOST_EXIF));
    const { Image: image, Photo: photo, GPSInfo: gps } = readExif(block);
    const north = toDegrees(gps?.GPSLatitude, gps?.GPSLatitudeRef);
    const east = toDegrees(gps?.GPSLongitude, gps?.GPSLongitudeRef);
    const [camera, software] = [nameCamera(image?.Make, image?.Model), image?.Software];
    const taken = toMinutes(photo?.DateTimeOriginal?.toISOString());
    const [time, latitude] = [photo?.DateTimeOriginal, gps?.GPSLatitude?.length];
    const isCut = [image, photo, gps, image?.Model, time, latitude].some(isLost);
    const cut = isCut && exif.length > MOST_EXIF ? `${Math.ceil(exif.length / 1024)}` : undefined;
    return keep({ camera, taken, software, place: namePlace(north, east), cut });
  } catch {
    return {}; // what is broken says nothing of itself
  }
}

const isLost = (read: unknown) => read === null || read === '' || read === 0;

/** Phones write what is read here into the first kilobytes; of a longer block, each of many tags could claim all of it as values. */
const MOST_EXIF = 4096;
/** What can be shown; a clock that was never set says a year before 1910, or 1970. */
const SHOWN = /^(?!(?:0\d|1[0-8]|190|1970)\d*-\d\d-)[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,80}$/u;

function keep(said: Readonly<Record<string, string | undefined>>): FileMetadata {
  const all = Object.entries(said).map(([field, text = '']) => {
    return [field, text.replaceAll('\0', '').trim()] as const;
  });
  return Object.fromEntries(all.filter(([, text]) => SHOWN.test(text)));
}

const toMinutes = (time?: string) => time?.slice(0, 16).replace('T', ' ');

function nameCamera(make = '', model = ''): string {
  return model.startsWith(make) ? model : `${make} ${model}`;
}

function toDegrees([whole = Number.NaN, minutes = 0, seconds = 0]: number[] = [], side = '') {
  return (whole + minutes / 60 + seconds / 3600) * (/^[SW]/.test(side) ? -1 : 1);
}

/** The degrees of a place on earth; a phone that knows of none writes zeros. */
function namePlace(north: number, east: number): string | undefined {
  const isPlace = Math.abs(north) <= 90 && Math.abs(east) <= 180 && (north !== 0 || east !== 0);
  return isPlace ? `${north.toFixed(5)}, ${east.toFixed(5)}` : undefined;
}

export async function readFilmMetadata(path: string): Promise<FileMetadata> {
  const output = ['-show_entries', `format_tags=${TAGS.join()}`, '-print_format', 'json=compact=1'];
  const run = await runOnFile(path, { tool: ['ffprobe'], output }, BOUNDS);
  const tags = 'problem' in run ? {} : outputSchema.parse(JSON.parse(run.output.toString()));
  const [make, model, software, taken, ...places] = TAGS.map((name) => tags[name]);
  const [, north, east] = /^([+-][\d.]{1,12})([+-][\d.]{1,12})/.exec(places.join('')) ?? [];
  const place = namePlace(Number(north), Number(east));
  const made = { camera: nameCamera(make, model), taken: toMinutes(taken)?.concat(' UTC') };
  return keep({ ...made, software, place });
}

const APPLE = ['make', 'model', 'software'].map((name) => `com.apple.quicktime.${name}`);
const TAGS = [...APPLE, 'creation_time', 'com.apple.quicktime.location.ISO6709', 'location'];
const BOUNDS = { seconds: 20, memoryMb: 1024, outputBytes: 20_000 };
const tagsSchema = z.record(z.string(), z.string()).default({});
const outputSchema = z
  .object({ format: z.object({ tags: tagsSchema }) })
  .transform(({ format }) => format.tags);

/** Whether a file of any format has a C2PA manifest store: a JUMBF description box of that type. */
export function hasManifest(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(C2PA);
}

const C2PA = Buffer.from('jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71', 'latin1');
