import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FakeCitizen } from '../fake-whatsapp/citizen.ts';
import { FakeWhatsApp } from '../fake-whatsapp/server.ts';
import type { Due } from './phones.ts';
import { LINKED } from './scripts.ts';
import type { Run, World } from './world.ts';

const PHONE = '6281200000000';
const trust = join(import.meta.dirname, '..', 'fake-whatsapp', 'trust.ts');

/** WhatsApp for a linked device: what it has not confirmed is delivered again at its next login. */
export class BaileysWorld implements World {
  readonly nodeOptions = ['--import', trust];
  readonly aftermathMs = 1500;
  readonly parties = LINKED;
  readonly environment: Record<string, string>;
  readonly #whatsapp: FakeWhatsApp;
  readonly #citizens = new Map<string, FakeCitizen>();

  static async open(): Promise<BaileysWorld> {
    return new BaileysWorld(await FakeWhatsApp.start({ phone: PHONE }));
  }

  private constructor(whatsapp: FakeWhatsApp) {
    this.#whatsapp = whatsapp;
    this.environment = {
      POSKO_BAILEYS: 'on',
      POSKO_BAILEYS_URL: whatsapp.url,
      POSKO_BAILEYS_VERSION: '2.3000.1',
    };
  }

  get isReady(): boolean {
    return this.#whatsapp.online;
  }

  get figures() {
    const { retries, unhandled } = this.#whatsapp;
    const phones = [...this.#citizens.values()].map(({ handset }) => handset.retries);
    return {
      askedForAgain: retries,
      askedForByPhones: phones.reduce((sum, count) => sum + count, 0),
      unhandled: unhandled.length,
    };
  }

  /** Pairs by a code, which is typed on the account's phone as soon as the program shows it. */
  prepare(run: Run): Promise<void> {
    return run(['pair', '--phone', PHONE], (line) => {
      const [, first, last] = /^(\w{4})-(\w{4})$/.exec(line) ?? [];
      if (first && last) void this.#whatsapp.enterCode(first + last);
    });
  }

  async deliver({ citizen: name, step: { does: text, isForwarded } }: Due): Promise<void> {
    const citizen = this.#citizen(name);
    const contextInfo = { isForwarded: true, forwardingScore: 5 };
    const content = isForwarded
      ? { extendedTextMessage: { text, contextInfo } }
      : { conversation: text };
    const id = await citizen.send(content);
    while (!citizen.acknowledged(id)) await pause(5);
  }

  arrived(citizen: string) {
    return this.#citizen(citizen).received;
  }

  close(): Promise<void> {
    return this.#whatsapp.close();
  }

  #citizen(name: string): FakeCitizen {
    const known = this.#citizens.get(name);
    if (known) return known;
    const citizen = this.#whatsapp.citizen(name);
    this.#citizens.set(name, citizen);
    return citizen;
  }
}
