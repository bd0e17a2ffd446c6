import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Lease } from '../../../src/channels/baileys/lease.ts';
import { aStore } from './stage.ts';

const NOW = 1_000_000;

test('only one process uses an account', async () => {
  const { sessions } = aStore();
  const [one, two] = [
    new Lease(sessions, 'posko', () => NOW),
    new Lease(sessions, 'posko', () => NOW),
  ];
  expect(await one.renew()).toBe(true);
  expect(await two.renew()).toBe(false);
  expect(await one.renew()).toBe(true);
  await one.release();
  expect(await two.renew()).toBe(true);
});

test('the lease of a process that was killed on this machine is void at once', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(await renewAfter(`${hostname()} ${pid} 1 0.5`)).toBe(true);
});

test('after a restart in a container, where every process has the same number, it is void too', async () => {
  expect(await renewAfter(`${hostname()} ${process.pid} 1 0.5`)).toBe(true);
});

test('the lease of a process that lives, or runs elsewhere, holds', async () => {
  expect(await renewAfter(`${hostname()} ${process.ppid} 1 0.5`)).toBe(false);
  expect(await renewAfter(`elsewhere ${process.pid} 1 0.5`)).toBe(false);
});

test('the lease of a process that lives under another user holds', async () => {
  const refused = Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw refused;
  });
  onTestFinished(() => kill.mockRestore());
  expect(await renewAfter(`${hostname()} ${process.ppid} 1 0.5`)).toBe(false);
});

async function renewAfter(owner: string): Promise<boolean> {
  const { sessions } = aStore();
  await sessions.lease('posko', owner, { now: NOW, until: NOW + 30_000 });
  await sessions.write('posko', [{ type: 'owner', id: 'own', value: owner }], NOW);
  return new Lease(sessions, 'posko', () => NOW).renew();
}
