import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { type FactCheck, factCheckSchema } from '../../domain/fact-checks/fact-check.ts';

/** Loads the fact-checks for trying Posko out, each marked as a sample. */
export function loadSamples(): FactCheck[] {
  const path = join(import.meta.dirname, 'fact-checks.yaml');
  const samples = z.array(factCheckSchema).parse(load(readFileSync(path, 'utf8')));
  return samples.map((sample) => ({ ...sample, sample: true }));
}
