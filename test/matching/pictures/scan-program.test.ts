import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import openWabt from 'wabt';
import { scanProgram } from '../../../src/matching/pictures/scan-program.ts';

test('the program that finds hashes is what its source compiles to', async () => {
  const wabt = await openWabt();
  const source = readFileSync('src/matching/pictures/scan-program.wat', 'utf8');
  const module = wabt.parseWat('scan-program.wat', source, { simd: true, relaxed_simd: true });
  module.validate();
  expect(Buffer.from(module.toBinary({}).buffer).toString('base64')).toBe(scanProgram);
});
