import { expect, test } from 'vitest';
import type { FilePrints } from '../../src/matching/file-prints.ts';
import type { FileHit } from '../../src/matching/match.ts';
import { findTraces } from '../../src/services/fact-checks/find-traces.ts';
import { aFactCheck } from '../support/builders.ts';

const LAID = { sound: 0, line: { offset: 0, from: 0, to: 9 } } as unknown as FileHit['laid'];
const SOUND = { sound: 'AAAA', voice: 'AAAA' };

test.for<[what: string, laid: FileHit['laid'], asked: FilePrints, stored: FilePrints]>([
  ['nobody knows where it is alike', undefined, SOUND, SOUND],
  ['the words of the message cannot be compared', LAID, { sound: 'AAAA' }, SOUND],
  ['the words of the fact-check cannot be compared', LAID, SOUND, { sound: 'AAAA' }],
])('a recording answers by itself no more where %s', async ([, laid, asked, stored]) => {
  const hit = { id: 'f', type: 'sound', grip: 'sure', alike: 1, ...(laid && { laid }) } as const;
  const known = aFactCheck({ files: [{ sha256: 'a', kind: 'audio', ...stored }] as never });
  const matcher = { ask: async (_: string, { files = [] }) => (files.length > 0 ? [hit] : []) };
  const parts = { matcher, store: { get: async () => known } };
  const found = await findTraces(parts as never, { files: [asked], links: [], read: [] });
  expect(found).toMatchObject([{ id: 'f', grip: 'likely', doubt: 'unread' }]);
});
