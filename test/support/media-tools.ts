import { spawnSync } from 'node:child_process';

const PACKAGES = { ffmpeg: 'ffmpeg', fpcalc: 'libchromaprint-tools', 'espeak-ng': 'espeak-ng' };

/** Whether sounds and films can be made and read here; throws where POSKO_TEST_MEDIA says that they have to. */
export function hasMediaTools(): boolean {
  const missing = Object.entries(PACKAGES).filter(([tool]) => !runs(tool));
  if (missing.length === 0) return true;
  const problem = `not installed: apt-get install ${missing.map(([, name]) => name).join(' ')}`;
  if (process.env.POSKO_TEST_MEDIA === 'required') throw new Error(problem);
  console.warn(`${problem}; the tests with sounds and films are skipped`);
  return false;
}

/** Runs a tool on files of our own making; throws with what it complained of. */
export function runTool(tool: string, options: readonly string[]): void {
  const { status, stderr, error } = spawnSync(tool, options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${tool} ${options.join(' ')}: ${error?.message ?? stderr}`);
}

/** Runs ffmpeg, which writes the last file named; the same input gives the same bytes each time. */
export function ffmpeg(...options: readonly string[]): void {
  const quiet = ['-nostdin', '-v', 'error', '-y', '-threads', '1'];
  runTool('ffmpeg', [...quiet, ...options]);
}

function runs(tool: string): boolean {
  return spawnSync(tool, [tool === 'ffmpeg' ? '-version' : '--version']).error === undefined;
}
