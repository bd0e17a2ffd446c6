import type { RawMetadata } from '../../domain/messages/file-metadata.ts';

// Ours and not a package: exif-reader keeps every value that a block claims to have (gigabytes for 64 kB of a
// hostile one), exifr has had no release since 2021, and exifreader runs a script when it is installed.
/** Reads the few wanted tags of an EXIF block, so that no block costs more than its length; throws where it is cut off. */
export function readExif(block: Uint8Array): RawMetadata {
  const start = Buffer.from(block.subarray(0, 4)).toString('latin1') === 'Exif' ? 6 : 0;
  const view = new DataView(block.buffer, block.byteOffset + start, block.byteLength - start);
  const isLittle = view.getUint8(0) === 'I'.charCodeAt(0);
  const tags = new Map<number, number[]>();
  readTags(view, { isLittle, from: view.getUint32(4, isLittle), tags });
  for (const directory of [TAGS.photo, TAGS.gps]) {
    const [from = 0] = tags.get(directory) ?? [];
    if (from > 0) readTags(view, { isLittle, from, tags });
  }
  const textOf = (tag: number) =>
    Buffer.from(tags.get(tag) ?? [])
      .toString()
      .split('\0')[0];
  const [latitude, longitude] = [TAGS.latitude, TAGS.longitude].map((tag) => {
    const [degrees = Number.NaN, minutes = 0, seconds = 0] = tags.get(tag) ?? [];
    const isNegative = /^[SW]/.test(textOf(tag - 1) ?? ''); // the side stands before its degrees
    return Number(((degrees + minutes / 60 + seconds / 3600) * (isNegative ? -1 : 1)).toFixed(5));
  });
  const { make, model, software, taken } = TAGS;
  return {
    ...{
      make: textOf(make),
      model: textOf(model),
      software: textOf(software),
      taken: textOf(taken),
    },
    place: { latitude: latitude ?? Number.NaN, longitude: longitude ?? Number.NaN },
  };
}

/** Numbers of the tags (CIPA DC-008); no two of the three directories give one of them another meaning. */
const TAGS = {
  ...{ make: 0x10f, model: 0x110, software: 0x131, photo: 0x8769, gps: 0x8825, taken: 0x9003 },
  ...{ latitudeSide: 1, latitude: 2, longitudeSide: 3, longitude: 4 },
};
const WANTED: ReadonlySet<number> = new Set(Object.values(TAGS));
/** Bytes of a value by its type: text, a number, a fraction. */
const SIZES: Readonly<Record<number, number>> = { 2: 1, 4: 4, 5: 8 };
const MOST_VALUES = 80;

function readTags(
  view: DataView,
  { isLittle, from, tags }: { isLittle: boolean; from: number; tags: Map<number, number[]> },
): void {
  const end = from + 2 + view.getUint16(from, isLittle) * 12;
  for (let at = from + 2; at < end; at += 12) {
    const [tag, size] = [view.getUint16(at, isLittle), SIZES[view.getUint16(at + 2, isLittle)]];
    if (size === undefined || !WANTED.has(tag)) continue;
    const length = Math.min(view.getUint32(at + 4, isLittle), MOST_VALUES);
    const first = size * length <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
    const values = Array.from({ length }, (_, value) => {
      const place = first + value * size;
      if (size === 1) return view.getUint8(place);
      const whole = view.getUint32(place, isLittle);
      return size === 4 ? whole : whole / view.getUint32(place + 4, isLittle);
    });
    tags.set(tag, values);
  }
}
