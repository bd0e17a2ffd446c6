import { vi } from 'vitest';

// Vitest gives up after a second, which a busy machine may need for anything.
const { waitFor, waitUntil } = vi;
vi.waitFor = (callback, options) => waitFor(callback, withPatience(options));
vi.waitUntil = (callback, options) => waitUntil(callback, withPatience(options));

type WaitOptions = Parameters<typeof waitFor>[1];

function withPatience(options: WaitOptions): WaitOptions {
  return typeof options === 'number' ? options : { timeout: 60_000, ...options };
}
