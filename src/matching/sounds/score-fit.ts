import type { Fit } from './find-fit.ts';

export function scoreFit({ stretch }: Fit): number {
  return stretch.evidence;
}
