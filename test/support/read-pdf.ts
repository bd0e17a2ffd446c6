import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from './builders.ts';

/** The words of a PDF, read by another program than the one that wrote it. */
export function readPdf(bytes: Buffer): string {
  const path = join(aFolder(), 'laporan.pdf');
  writeFileSync(path, bytes);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}
