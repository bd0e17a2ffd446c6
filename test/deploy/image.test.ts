import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { imageCommand, layOutImage, unusedPackages } from '../support/image.ts';
import { aFreePort } from '../support/program.ts';

interface Package {
  dev?: boolean;
  devOptional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

const { packages }: { packages: Record<string, Package> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);

/** Where Node finds a package from a folder, going up. */
function placeOf(name: string, from: string): string | undefined {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (packages[place]) return place;
  if (from === '') return undefined;
  return placeOf(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

/** The places of all that production needs, of natural only itself. */
function needed(): Set<string> {
  const found = new Set<string>();
  const visit = (place: string) => {
    if (found.has(place)) return;
    found.add(place);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
      packages[place] ?? {};
    const peers = Object.keys(peerDependencies ?? {}).filter(
      (name) => !peerDependenciesMeta?.[name]?.optional,
    );
    const names = place === 'node_modules/natural' ? [] : Object.keys(dependencies ?? {});
    for (const name of [...names, ...peers, ...Object.keys(optionalDependencies ?? {})]) {
      const next = placeOf(name, place);
      if (next !== undefined) visit(next);
    }
  };
  visit('');
  return found;
}

test('the image leaves out what only natural asks for, and all of it', () => {
  const kept = needed();
  const inProduction = Object.entries(packages).filter(
    ([place, { dev, devOptional }]) => place !== '' && !dev && !devOptional,
  );
  const alone = inProduction
    .map(([place]) => place)
    .filter((place) => !kept.has(place) && existsSync(place))
    .map((place) =>
      place.replace(/^node_modules\/(@redis(?=\/))?/, '$1').replace(/^@redis.*/, '@redis'),
    );
  const listed = unusedPackages.filter((path) => !path.startsWith('natural/'));
  expect(new Set(listed)).toEqual(new Set(alone));
});

test('the container’s command answers without what the image leaves out', {
  timeout: 120_000,
}, async () => {
  const [root, port] = [layOutImage(), await aFreePort()];
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, imageCommand(), {
    cwd: root,
    env: { PATH, NODE_ENV: 'production', POSKO_DATA: join(root, 'data'), POSKO_PORT: `${port}` },
    stdio: 'ignore',
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(root, { recursive: true, force: true });
  });
  await expect.poll(() => isUp(port), { timeout: 100_000, interval: 200 }).toBe(true);
});

async function isUp(port: number): Promise<boolean> {
  const asked = fetch(`http://127.0.0.1:${port}/healthz`);
  return asked.then(
    ({ ok }) => ok,
    () => false,
  );
}

test('the start that fills the image’s cache has the flags of all later ones, or V8 would not take it', () => {
  const flagsOf = (words: readonly string[]) =>
    new Set(words.filter((word) => /^--(?!env-file|import)/.test(word)));
  const script = readFileSync('deploy/posko', 'utf8').split(/[\s\\]+/);
  expect(flagsOf(imageCommand()).size).toBeGreaterThan(2);
  expect(flagsOf(script)).toEqual(flagsOf(imageCommand()));
  expect(readFileSync('Dockerfile', 'utf8')).toMatch(
    /^USER node\n(?:#.*\n)?RUN .* deploy\/posko start/m,
  );
});
