import { spawnSync } from 'node:child_process';

/** Debian's package of each program that checks a file of `deploy`. */
const PACKAGES = {
  caddy: 'caddy',
  nginx: 'nginx-light',
  promtool: 'prometheus',
  'systemd-analyze': 'systemd',
};

/** Whether this machine has a program that checks files of `deploy`; throws where POSKO_TEST_DEPLOY says that it has to. */
export function hasDeployTool(name: keyof typeof PACKAGES): boolean {
  if (!spawnSync(name, ['--version']).error) return true;
  const problem = `${name} is not installed (apt-get install ${PACKAGES[name]})`;
  if (process.env.POSKO_TEST_DEPLOY === 'required') throw new Error(problem);
  console.warn(`${problem}; the tests of deploy with it are skipped`);
  return false;
}

/** Runs a program and tells how it ended, with everything that it printed. */
export function check(
  program: string,
  words: readonly string[],
  { cwd = process.cwd(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): { code: number | null; said: string } {
  const ran = spawnSync(program, words, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
}
