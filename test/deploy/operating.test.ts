import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/posko.ts';
import { aFreePort } from '../support/program.ts';

const document = readFileSync('docs/operating.md', 'utf8');

/** The commands under a heading of the document, as they stand there. */
function commandsUnder(heading: string): string {
  const [, rest = ''] = document.split(`\n### ${heading}\n`);
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(rest.split('\n### ')[0] ?? '') ?? [];
  return block.replace(/^ {3}/gm, '');
}

/** What a copy of this machine's Debian needs that these tests write to alone; nothing of it stays. */
const COPY = `
set -eu
mount -t tmpfs copy "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay copy -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
mkdir -p "$1/root/opt/posko" "$1/root/tmp"
mount --bind "$3" "$1/root/opt/posko"
mount -t proc proc "$1/root/proc"
mount --rbind /dev "$1/root/dev"
mount -t tmpfs tmp "$1/root/tmp"
cp "$2" "$1/root/run-document"
chroot "$1/root" bash /run-document
`;

/** Runs a script as root of a copy of this machine, with this working copy at /opt/posko. */
function runInCopy(script: string) {
  using folder = temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  writeFileSync(at('copy'), COPY);
  writeFileSync(at('script'), script);
  mkdirSync(at('root'));
  const words = ['--mount', '--pid', '--fork', '--kill-child', 'sh', at('copy')];
  const ran = spawnSync('unshare', [...words, at('root'), at('script'), process.cwd()], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
}

/** Only root can make such a copy, and not in every container. */
function canCopy(): boolean {
  const isAble = process.getuid?.() === 0 && runInCopy('true').code === 0;
  if (!isAble) {
    console.warn(
      'no copy of this Debian can be made (root, overlay): its document is not executed',
    );
  }
  return isAble;
}

/** What stands for a program or a service manager that a bare machine lacks. */
const STAND_INS = `
set -eu
sudo() { if [ "$1" = -u ]; then shift; runuser -u "$1" -- "\${@:2}"; else "$@"; fi; }
`;

/** What the document fetches over the network is there already. */
const FETCH = 'git clone ADDRESS-OF-THIS-REPOSITORY /opt/posko && cd /opt/posko && npm ci\n';

test.skipIf(!canCopy())(
  'the first steps with systemd work as they are written, from an empty machine to a checked backup',
  async () => {
    const commands = commandsUnder('With systemd');
    expect(commands).toContain(FETCH);
    const port = await aFreePort();
    const { code, said } = runInCopy(`${STAND_INS}
${commands.replace(FETCH, 'cd /opt/posko\n')}
echo POSKO_PORT=${port} >> /etc/posko/posko.env
install -d -o posko -m 700 /var/lib/posko # StateDirectory= and UMask= of the units
umask 077
sudo -u posko posko config check
command_of() { sed -n "s/^$1=//p" "/etc/systemd/system/$2.service"; }
sudo -u posko $(command_of ExecStart posko-start) & running=$!
for try in $(seq 300); do
  if node -e "fetch('http://127.0.0.1:${port}/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"
  then break; fi
  kill -0 $running && sleep 0.2
done
sudo -u posko $(command_of ExecStart posko-backup)
sudo -u posko posko doctor
stat -c '%a %U %n' /etc/posko/key /etc/posko/posko.env /var/lib/posko/posko.db /var/backups/posko/*.backup
test ! -e /var/lib/posko/master.key && echo the key is apart
kill %1
`);
    expect(said).toContain('the key is apart');
    expect(said).toContain('400 posko /etc/posko/key');
    expect(said).toContain('640 posko /etc/posko/posko.env');
    expect(said).toContain('600 posko /var/lib/posko/posko.db');
    expect(said).toMatch(/600 posko \/var\/backups\/posko\/posko-\d{8}T\d{6}Z\.backup/);
    expect([code, said]).toEqual([0, said]);
  },
  300_000,
);

test.skipIf(!canCopy())('the secrets of containers are made as it is written', () => {
  const { code, said } = runInCopy(`${STAND_INS}
cd /tmp
${commandsUnder('With containers')}
stat -c '%a %u %s %n' secrets secrets/*
`);
  expect([code, said.trim().split('\n')]).toEqual([
    0,
    [
      expect.stringMatching(/^700 1000 \d+ secrets$/),
      '600 1000 0 secrets/posko_cloud_app_secret',
      '600 1000 0 secrets/posko_cloud_token',
      '600 1000 0 secrets/posko_cloud_verify_token',
      '600 1000 65 secrets/posko_key',
    ],
  ]);
  for (const file of ['compose.yaml', 'compose.small.yaml']) {
    const compose = readFileSync(file, 'utf8');
    for (const [, name = ''] of said.matchAll(/secrets\/(\w+)/g)) expect(compose).toContain(name);
  }
});
