import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readEnvironment } from '../../src/config/config.ts';

interface Service {
  image?: string;
  build?: string;
  environment?: Record<string, string>;
  volumes?: string[];
  networks?: string[];
  ports?: string[];
  secrets?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  read_only?: boolean;
  depends_on?: Record<string, unknown>;
  tmpfs?: string[];
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks?: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
}

const read = (file: string): Compose => parse(readFileSync(file, 'utf8'), { merge: true });

describe.each(['compose.yaml', 'compose.small.yaml'])('%s', (file) => {
  const { services, volumes, networks = {}, secrets } = read(file);
  const all = Object.entries(services);
  const ours = all.filter(([, { build }]) => build !== undefined);

  test('names only volumes, networks, secrets and services that it has', () => {
    expect(ours.length).toBeGreaterThan(0);
    const named = all.flatMap(([, service]) => [
      ...(service.volumes ?? [])
        .map((volume) => volume.split(':')[0] ?? '')
        .filter((from) => !from.startsWith('.') && !(from in volumes)),
      ...(service.networks ?? []).filter((name) => !(name in networks)),
      ...(service.secrets ?? []).filter((name) => !(name in secrets)),
      ...Object.keys(service.depends_on ?? {}).filter((name) => !(name in services)),
    ]);
    expect(named).toEqual([]);
    for (const [name, { file: path }] of Object.entries(secrets)) {
      expect(path).toBe(`./secrets/${name}`);
    }
  });

  test('Posko writes only where it has to, has no rights of the machine, and is reached through a proxy', () => {
    for (const [, service] of ours) {
      expect(service).toMatchObject({
        ...{ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] },
        tmpfs: [expect.stringMatching(/^\/tmp/)],
      });
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  test('every variable is one of Posko’s, and each file of a secret is handed in', () => {
    for (const [, { environment = {}, secrets: given = [] }] of ours) {
      const set = Object.entries(environment).map(([name, value]) => {
        return [name, value.replace(/\$\{SITE[^}]*\}/, 'cek.example.org').replace(/^\$\{.*/, '')];
      });
      expect(readEnvironment(Object.fromEntries(set))).toHaveProperty('POSKO_PORT');
      const files = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
      expect(files.toSorted()).toEqual(given.map((name) => `/run/secrets/${name}`).toSorted());
    }
  });
});

test('the small post is reached by TLS alone, through the Caddyfile that is there', () => {
  const { caddy, posko } = read('compose.small.yaml').services;
  expect(posko?.ports).toBeUndefined();
  expect(posko?.environment).toMatchObject({ POSKO_PROXIES: '1' });
  expect(posko?.environment).not.toHaveProperty('POSKO_REDIS_URL');
  expect(caddy?.ports).toEqual(['80:80', '443:443', '443:443/udp']);
  const [mounted = ''] = caddy?.volumes ?? [];
  const caddyfile = readFileSync(mounted.split(':')[0] ?? '', 'utf8');
  for (const name of Object.keys(caddy?.environment ?? {})) {
    expect(caddyfile).toContain(`{$${name}:`);
  }
});

test('what a container runs for a backup is in the image, and no data is', () => {
  const image = readFileSync('Dockerfile', 'utf8');
  expect(image).toContain('COPY deploy/backup deploy/posko deploy/');
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  expect(ignored).toEqual(
    expect.arrayContaining(['deploy/*', '!deploy/backup', '!deploy/posko', 'backups']),
  );
});
