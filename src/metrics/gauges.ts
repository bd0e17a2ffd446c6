import { Gauge, type Registry } from 'prom-client';
import { type Channel, channelStates, labelsOf } from '../ports/channel.ts';
import { oneAtATime } from '../ports/concurrency-limit.ts';
import type { Load, Waiting } from '../ports/load.ts';
import help from './help.json' with { type: 'json' };

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

type Row = [labels: Record<string, string>, value: number];

/** Adds the gauges of the current state. */
export function addGauges(registry: Registry, sources: Sources): void {
  const read = shared(sources);
  const add = (name: string, labelNames: string[], rows: () => Promise<Row[]>) =>
    new Gauge({
      ...{ name, help: help[name as keyof typeof help], labelNames, registers: [registry] }, // all are there
      async collect() {
        const found = await rows().catch(() => []);
        this.reset();
        if (labelNames.length === 0 && found.length === 0) this.remove();
        for (const [labels, value] of found) this.set(labels, value);
      },
    });
  const { version, channels, jobs, figures } = sources;
  add('posko_build_info', ['version', 'node'], async () => [
    [{ version, node: process.versions.node }, 1],
  ]);
  add('posko_channel_state', ['channel', 'state'], async () =>
    labelsOf(channels).flatMap(([channel, seen]) => {
      const { state } = seen.health?.() ?? { state: 'ok' };
      return channelStates.map((each): Row => [{ channel, state: each }, Number(each === state)]);
    }),
  );
  const all = {
    ...figures,
    posko_store_up: () =>
      read().then(
        () => 1,
        () => 0,
      ),
    posko_jobs_up: async () => Number(jobs().state === 'ok'),
  };
  for (const [name, figure] of Object.entries(all)) {
    add(name, [], async () => [[{}, await figure()]]);
  }
  const addKinds = (name: string, figure: (each: Waiting, at: number) => number) =>
    add(name, ['kind', 'state'], async () => {
      const { at, load } = await read();
      return kindsOf(load).map(([labels, each]) => [labels, figure(each, at)]);
    });
  addKinds('posko_waiting', ({ count }) => count);
  addKinds(
    'posko_waiting_oldest_age_seconds',
    ({ oldestAt }, at) => Math.max(0, at - (oldestAt ?? at)) / 1000,
  );
}

function kindsOf({ letters, replies, cases, claims }: Load) {
  const all = {
    letter: { waiting: letters },
    reply: replies,
    case: cases,
    claim: { held: claims },
  };
  return Object.entries(all).flatMap(([kind, states]) =>
    Object.entries(states).map(([state, each]) => [{ kind, state }, each] as const),
  );
}

/** Returns the load, at most some seconds old; asks once for simultaneous callers. */
function shared({ now, load }: Sources) {
  let last: { at: number; load: Load } | undefined;
  const ask = oneAtATime(async () => {
    const at = now();
    last = { at, load: await load(at) };
    return last;
  });
  return async () => {
    const age = now() - (last?.at ?? Number.NEGATIVE_INFINITY);
    return last && age >= 0 && age < FRESH_MS ? last : ask();
  };
}
