import { Gauge, type Registry } from 'prom-client';
import { type Channel, channelStates, labelsOf } from '../ports/channel.ts';
import type { Load, Waiting } from '../ports/load.ts';
import help from './help.json' with { type: 'json' };

/** Sources read at each scrape. */
export interface Sources {
  now(): number;
  channels: readonly Channel[];
  jobs(): { state: string };
  load(now: number): Promise<Load>;
  version: string;
  /** Figures that this process can tell; one that fails is left out of the page. */
  figures: Readonly<Partial<Record<keyof typeof help, () => Promise<number>>>>;
}

/** Scrapes within this time share the store's last answer. */
const FRESH_MS = 5000;

/** Adds the gauges of the current state. */
export function addGauges(registry: Registry, sources: Sources): void {
  const read = shared(sources);
  addChannels(registry, sources);
  addFigures(registry, sources.version, {
    ...sources.figures,
    posko_store_up: async () => Number((await read()) !== undefined),
    posko_jobs_up: async () => Number(sources.jobs().state === 'ok'),
  });
  const perKind = (name: keyof typeof help, figure: (each: Waiting, at: number) => number) =>
    new Gauge({
      name,
      help: help[name],
      labelNames: ['kind', 'state'],
      registers: [registry],
      async collect() {
        const found = await read();
        this.reset();
        if (!found) return;
        for (const [labels, each] of kindsOf(found.load)) this.set(labels, figure(each, found.at));
      },
    });
  perKind('posko_waiting', ({ count }) => count);
  perKind(
    'posko_waiting_oldest_age_seconds',
    ({ oldestAt }, at) => Math.max(0, at - (oldestAt ?? at)) / 1000,
  );
}

function addChannels(registry: Registry, { channels }: Sources): void {
  new Gauge({
    name: 'posko_channel_state',
    help: help.posko_channel_state,
    labelNames: ['channel', 'state'],
    registers: [registry],
    collect() {
      for (const [label, channel] of labelsOf(channels)) {
        const { state } = channel.health?.() ?? { state: 'ok' };
        for (const each of channelStates) {
          this.set({ channel: label, state: each }, each === state ? 1 : 0);
        }
      }
    },
  });
}

function addFigures(
  registry: Registry,
  version: string,
  figures: Readonly<Record<string, () => Promise<number>>>,
): void {
  new Gauge({
    name: 'posko_build_info',
    help: help.posko_build_info,
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.versions.node }, 1);
  for (const [name, read] of Object.entries(figures)) {
    new Gauge({
      name,
      help: help[name as keyof typeof help], // figures have no other names
      registers: [registry],
      async collect() {
        const value = await read().catch(() => undefined);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }
}

function kindsOf({ letters, replies, cases, claims }: Load) {
  const found: [{ kind: string; state: string }, Waiting][] = [
    [{ kind: 'letter', state: 'waiting' }, letters],
    [{ kind: 'case', state: 'open' }, cases],
    [{ kind: 'claim', state: 'held' }, claims],
  ];
  for (const [state, each] of Object.entries(replies)) found.push([{ kind: 'reply', state }, each]);
  return found;
}

/** Returns the load, at most some seconds old; asks once for simultaneous callers. */
function shared({ now, load }: Sources) {
  let last: { at: number; load: Load } | undefined;
  let asking: Promise<typeof last> | undefined;
  return () => {
    const at = now();
    if (last && at - last.at >= 0 && at - last.at < FRESH_MS) return Promise.resolve(last);
    asking ??= load(at)
      .then(
        (found) => {
          last = { at, load: found };
          return last;
        },
        () => undefined,
      )
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
}
