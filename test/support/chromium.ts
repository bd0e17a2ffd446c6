import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where this machine has Chromium; throws where POSKO_TEST_CHROMIUM says that it has to. */
export function findChromium(): string | undefined {
  const found = PLACES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const problem = 'chromium is not installed (apt-get install chromium)';
  if (process.env.POSKO_TEST_CHROMIUM === 'required') throw new Error(problem);
  console.warn(`${problem}; the tests of what pages look like are skipped`);
  return undefined;
}
