import { expect, test } from 'vitest';
import { nameClosed, readFile } from '../../../src/media/reading/read-file.ts';
import { openTools } from '../../../src/media/reading/tools.ts';

const OLE = 'd0cf11e0a1b11ae1';
const old = (part: string) => [OLE, '00'.repeat(600), Buffer.from(part, 'utf16le').toString('hex')];

test.each<[string, string[]]>([
  ['rar', ['526172211a0700', 'cf90']],
  ['rar', ['526172211a070100', '33']],
  ['7z', ['377abcaf271c0004']],
  ['doc', old('WordDocument')],
  ['xls', old('Workbook')],
  ['ppt', old('PowerPoint Document')],
])('%s is named by what is in it, whatever it is called', async (kind, hex) => {
  const bytes = Buffer.concat([Buffer.from(hex.join(''), 'hex'), Buffer.alloc(64)]);
  const evidence = await readFile({ mime: 'image/jpeg', bytes }, openTools({}));
  expect(evidence).toMatchObject({ kind: 'other', problem: kind });
});

test.each([
  ['another file of its container', Buffer.concat([Buffer.from(OLE, 'hex'), Buffer.alloc(600)])],
  ['a mark that is not at the beginning', Buffer.from('..Rar!\x1a\x07\0')],
  ['nothing', Buffer.alloc(0)],
])('%s gets no name', (_, bytes) => {
  expect(nameClosed(bytes)).toBeUndefined();
});
