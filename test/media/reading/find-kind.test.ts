import { expect, test } from 'vitest';
import { findKind } from '../../../src/media/reading/find-kind.ts';
import { aDocx, aZip } from '../../support/make-documents.ts';

const SIZE = '\x24\0\0\0';

test.for([
  ['a photo', 'picture', '\xff\xd8\xff\xe0\0\x10JFIF'],
  ['a screenshot', 'picture', '\x89PNG\r\n\x1a\n\0\0\0\r'],
  ['a sticker', 'picture', `RIFF${SIZE}WEBPVP8 `],
  ['a small animation', 'picture', 'GIF89a\x01\0'],
  ['a photo of an iPhone', 'picture', '\0\0\0\x18ftypheic'],
  ['a picture of the web', 'picture', '\0\0\0\x20ftypavif'],
  ['a voice note', 'recording', 'OggS\0\x02'],
  ['a sound without loss', 'recording', `RIFF${SIZE}WAVEfmt `],
  ['an old film', 'recording', `RIFF${SIZE}AVI LIST`],
  ['a film', 'recording', '\0\0\0\x20ftypmp42'],
  ['a film of an iPhone', 'recording', '\0\0\0\x14ftypqt  '],
  ['a sound of a phone', 'recording', '\0\0\0\x18ftypM4A '],
  ['a song', 'recording', 'ID3\x04\0\0'],
  ['a sound of an old phone', 'recording', '#!AMR\n\x3c\0'],
  ['a PDF', 'pdf', '%PDF-1.7\n'],
  ['a PDF with something before it', 'pdf', `${'\n'.repeat(1000)}%PDF-1.4`],
  ['a text that speaks of a PDF far down', 'text', `${'a '.repeat(600)}%PDF-`],
  ['a text', 'text', 'Besok semua bank tutup'],
  ['a page', 'other', ' \n<html>'],
  ['a drawing', 'other', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ['a rich text', 'other', '{\\rtf1'],
  ['a program', 'other', 'MZ\x90\0'],
] as const)('%s is read as %s, by its first bytes', ([_, kind, head]) => {
  expect(findKind(Buffer.from(head, 'latin1'))).toBe(kind);
});

test('an archive is a document if the parts of one are in it', () => {
  expect(findKind(aDocx('Surat edaran'))).toBe('office');
  expect(findKind(aZip({ 'foto.txt': 'x' }))).toBe('other');
});
