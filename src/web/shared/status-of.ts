import { ZodError } from 'zod';

/** The HTTP status of an error: what a request got wrong, or else a fault of ours. */
export function statusOf(error: unknown): number {
  if (error instanceof ZodError) return 400;
  const isHttp = error instanceof Error && 'status' in error && typeof error.status === 'number';
  return isHttp ? Number(error.status) : 500;
}
