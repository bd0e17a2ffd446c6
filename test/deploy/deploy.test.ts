import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readEnvironment } from '../../src/config/config.ts';
import { aFolder } from '../support/builders.ts';
import { check, hasDeployTool } from '../support/deploy-tools.ts';

/** What the internet has to reach, and what it must not. */
const PUBLIC = [
  'webhook',
  'cek',
  'feed.xml',
  'api',
  'metode',
  'pernyataan',
  'sitemap.xml',
  'robots.txt',
  'laporan',
  'laporan-saya',
  'ralat',
  'ralat.xml',
  'status',
  'partner',
  'review',
  'healthz',
];
const INSIDE = ['/chat', '/pair', '/metrics', '/readyz'];
const caddyfile = readFileSync('deploy/Caddyfile', 'utf8');
const nginx = readFileSync('deploy/nginx.conf', 'utf8');
const network = readFileSync('deploy/kubernetes/network.yaml', 'utf8');

test('what is public are the routes of the pages, of partners and of the webhook', () => {
  const files = [
    ...globSync('src/web/{public,partner-api}/**/*.ts'),
    'src/channels/cloud-api/routes.ts',
    'src/app/page-routes.ts',
  ];
  const routes = files.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /(?:\.(?:get|post|use)|\baddPage)\(\s*\[?'\/([\w.-]+)/g,
      ),
    ].map(([, first]) => first),
  );
  expect(new Set([...routes, 'healthz'])).toEqual(new Set(PUBLIC));
});

test('the examples for Caddy, nginx and Kubernetes pass on these routes and no other', () => {
  const caddy = /@public path (.*)/.exec(caddyfile)?.[1]?.split(' ') ?? [];
  expect(firstParts(caddy)).toEqual(new Set(PUBLIC));
  const pattern = new RegExp(/location ~ (\S+) \{/.exec(nginx)?.[1] ?? '');
  for (const path of PUBLIC) expect(`/${path}${needsMore(path) ? '/x' : ''}`).toMatch(pattern);
  for (const path of [...INSIDE, '/chat/api', '/cekx', '/', '/x/webhook'])
    expect(path).not.toMatch(pattern);
  const ingress = [...network.matchAll(/path: (\/\S+),/g)].map(([, path]) => path ?? '');
  expect(firstParts(ingress)).toEqual(new Set(PUBLIC));
});

/** Nothing is at the path itself. */
function needsMore(path: string): boolean {
  return ['laporan-saya', 'partner', 'api'].includes(path);
}

function firstParts(paths: readonly string[]): Set<string> {
  return new Set(paths.map((path) => path.split('/')[1] ?? ''));
}

test.skipIf(!hasDeployTool('caddy'))('Caddy takes its example', () => {
  const { code, said } = check('caddy', [
    'validate',
    '--config',
    'deploy/Caddyfile',
    '--adapter',
    'caddyfile',
  ]);
  expect(said).toContain('Valid configuration');
  expect(code).toBe(0);
});

test.skipIf(!hasDeployTool('nginx'))('nginx takes its example', () => {
  const folder = aFolder();
  const make = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=cek.example.org',
    '-keyout',
    'privkey.pem',
    '-out',
    'fullchain.pem',
  ];
  check('openssl', make, { cwd: folder });
  const site = nginx.replaceAll('/etc/letsencrypt/live/cek.example.org', folder);
  const whole = `pid ${folder}/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${site}\n}\n`;
  writeFileSync(join(folder, 'nginx.conf'), whole);
  const { code, said } = check('nginx', ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')]);
  expect(said).toContain('syntax is ok');
  expect(code).toBe(0);
});

const HARDENED = 3.5;

test.skipIf(!hasDeployTool('systemd-analyze'))(
  'systemd takes the units, and finds them hardened',
  () => {
    const folder = aFolder();
    cpSync('deploy/systemd', folder, { recursive: true });
    const units = globSync(join(folder, '*.{service,timer}'));
    expect(units).toHaveLength(5);
    for (const path of units) {
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('/opt/posko', process.cwd()));
    }
    const env = { SYSTEMD_UNIT_PATH: `${folder}:` };
    const verified = check('systemd-analyze', ['verify', '--man=no', ...units], { env });
    expect(verified.said.split('\n').filter((line) => line.includes('posko'))).toEqual([]);
    for (const name of ['posko-start', 'posko-serve', 'posko-work@1', 'posko-backup']) {
      const words = ['security', '--offline=true', '--no-pager', `--threshold=${HARDENED * 10}`];
      const { code, said } = check('systemd-analyze', [...words, `${name}.service`], { env });
      expect([name, code, said.match(/exposure level.*/)?.[0]]).toEqual([
        name,
        0,
        expect.any(String),
      ]);
    }
  },
);

test('what would take away the namespaces in which files are read is not set', () => {
  const set = readFileSync('deploy/systemd/posko-.service.d/hardening.conf', 'utf8');
  expect(set).not.toMatch(
    /^(?:MemoryDenyWriteExecute|RestrictNamespaces|ProtectProc|ProcSubset|ProtectHostname|ProtectKernelTunables|ProtectKernelLogs)=/m,
  );
  expect(set).toMatch(/^SystemCallFilter=@system-service @mount$/m);
});

test('units and pods set only variables that Posko knows, to what it takes', () => {
  const [units] = [
    globSync('deploy/systemd/**/*.{service,conf}')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n'),
  ];
  const ofUnits = [...units.matchAll(/^[^#\n]*?\b(POSKO_\w+)=(\S+)/gm)].map(
    ([, name = '', value = '']) => [name, value.replace('%i', '1')],
  );
  expect(ofUnits).toContainEqual(['POSKO_PORT', '8101']);
  const { configMapGenerator } = parse(
    readFileSync('deploy/kubernetes/kustomization.yaml', 'utf8'),
  );
  const ofPods = configMapGenerator[0].literals.map((literal: string) =>
    literal.split(/=(.*)/s).slice(0, 2),
  );
  for (const given of [ofUnits, ofPods]) {
    expect(readEnvironment(Object.fromEntries(given))).toHaveProperty('POSKO_PORT');
  }
});

test('pods of Kubernetes have no more rights than they need, and get no variables of Services', () => {
  const files = ['migrate', 'serve', 'work'].map((name) => `deploy/kubernetes/${name}.yaml`);
  const pods = files
    .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')))
    .flatMap((document) => document.toJS().spec.template?.spec ?? []);
  expect(pods).toHaveLength(3);
  for (const pod of pods) {
    expect(pod).toMatchObject({
      enableServiceLinks: false,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    const [container] = pod.containers;
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources.limits.memory).toBeDefined();
  }
});

test('no secret gets into an image', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['secrets', '.env*', '*.key', 'data', '.git']));
});
