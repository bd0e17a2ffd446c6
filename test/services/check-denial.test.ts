import { expect, test } from 'vitest';
import { stanceOf } from '../../src/services/actions/check-denial.ts';
import { aFactCheck } from '../support/builders.ts';

const PLAIN = 'Vaksin polio membuat anak lumpuh';
const DENYING = 'Kabar vaksin polio membuat anak lumpuh itu hoaks';

test.for([
  ['claims something', { title: PLAIN, narratives: [] }, 'denied'],
  ['was asked in both ways', { title: PLAIN, narratives: [DENYING, PLAIN] }, 'denied'],
  ['was only asked as a denial', { title: PLAIN, narratives: [DENYING] }, 'ask'],
  ['is a denial itself', { title: PLAIN, claim: DENYING, narratives: [] }, 'ask'],
  ['holds what is denied for true', { title: PLAIN, narratives: [], verdict: 'benar' }, 'ask'],
] as const)('a denial of what %s is %s', ([, changes, stance]) => {
  expect(stanceOf('whole', aFactCheck({ ...changes, narratives: [...changes.narratives] }))).toBe(
    stance,
  );
});
