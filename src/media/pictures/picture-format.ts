/** Supported formats, by sharp's names; it calls AVIF a kind of HEIF. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'heif';

/** Detects the format by the first bytes. Others (SVG, PDF, TIFF, scripts …) reach no decoder. */
export function formatOf(bytes: Uint8Array): PictureFormat | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
  if (head.slice(4, 8) === 'ftyp' && HEIF_BRANDS.includes(head.slice(8))) return 'heif';
  return undefined;
}

/** Whether it is a photo as iPhones take them. */
export function isHeic(bytes: Uint8Array): boolean {
  return /^.{4}ftyp(?:hei[cx]|mif1|msf1)/s.test(String.fromCharCode(...bytes.subarray(0, 12)));
}

const HEIF_BRANDS = ['avif', 'avis', 'heic', 'heix', 'mif1', 'msf1'];
