import { z } from 'zod';
import type { Channel, Health } from '../../ports/channel.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';

const pulseSchema = z.object({
  at: z.number(),
  isWorker: z.boolean(),
  hasJobs: z.boolean(),
  /** By way. */
  channels: z.record(z.string(), z.enum(['ok', 'standby', 'starting', 'paused', 'down'])),
  /** Why channels do not work, by way; nothing of citizens. */
  reasons: z.record(z.string(), z.string()).optional(),
  /** Ways for which replies wait that this process does not have. */
  strays: z.array(z.string()).optional(),
  /** Why matching is disturbed in it, if it is. */
  matching: z.string().optional(),
  /** When it last handed a reply over. */
  sentAt: z.number().optional(),
});

/** A sign of life of one process: what it does, and how its queue and its channels fare. */
export type Heartbeat = z.infer<typeof pulseSchema>;

/** A process that has not been heard of for so long counts no more. */
const FRESH_MS = 60_000;
const FORGOTTEN_MS = 3_600_000;

const pulses = documentsOf('pulse', pulseSchema);

/** Writes a process's sign of life over its last one, and forgets processes that are long gone. */
export async function saveHeartbeat(deps: DocumentDeps, id: string, pulse: Heartbeat) {
  const known = await pulses.list(deps);
  const revision = known.find((each) => each.id === id)?.revision ?? 0;
  await pulses.save(deps, { ...pulse, id, revision });
  for (const each of known) if (each.at < pulse.at - FORGOTTEN_MS) await pulses.remove(deps, each);
}

/** A process says that it ends as it should, so that nobody takes it for lost. */
export async function endHeartbeat(deps: DocumentDeps, id: string): Promise<void> {
  const known = await pulses.find(deps, id);
  if (known) await pulses.remove(deps, known);
}

/** The processes that the store knows; of one that has fallen silent nothing works any more. */
export async function readHeartbeats(deps: DocumentDeps, now: number): Promise<Heartbeat[]> {
  const known = await pulses.list(deps);
  return known.map((pulse) => (pulse.at > now - FRESH_MS ? pulse : silent(pulse)));
}

function silent(pulse: Heartbeat): Heartbeat {
  const channels = Object.keys(pulse.channels).map((name) => [name, 'down'] as const);
  const rest = { isWorker: false, hasJobs: true, matching: undefined };
  return { ...pulse, ...rest, channels: Object.fromEntries(channels) };
}

/** How this process's own channels fare. */
export function healthOf(channels: ReadonlyMap<string, Channel>): Heartbeat['channels'] {
  return Object.fromEntries(
    [...channels].map(([name, channel]) => [name, channel.health?.().state ?? 'ok']),
  );
}

/** Why this process's own channels do not work. */
export function reasonsOf(channels: ReadonlyMap<string, Channel>): Record<string, string> {
  const told = [...channels].flatMap(([way, channel]) => {
    const { state, reason } = channel.health?.() ?? { state: 'ok' };
    return state === 'ok' || reason === undefined ? [] : [[way, reason] as const];
  });
  return Object.fromEntries(told);
}

export const HELD_BY_NOBODY = 'replies wait for a number that no process has';

/** Ways for which replies wait, and which no process has. */
export function heldByNobody(pulses: readonly Heartbeat[]): string[] {
  const known = new Set(pulses.flatMap(({ channels }) => Object.keys(channels)));
  return [...new Set(pulses.flatMap(({ strays = [] }) => strays))].filter((way) => !known.has(way));
}

/** Each channel as it fares best in any process: what one process alone can use is on standby elsewhere. */
export function channelsOf(pulses: readonly Heartbeat[]): Map<string, Health['state']> {
  const best = new Map<string, Health['state']>();
  for (const { channels } of pulses) {
    for (const [name, state] of Object.entries(channels)) {
      const known = best.get(name);
      if (!known || RANK[state] < RANK[known]) best.set(name, state);
    }
  }
  for (const way of heldByNobody(pulses)) best.set(way, 'down');
  return best;
}

/** A number that is paused is paused for all; else the process that can use the channel counts. */
const RANK: Readonly<Record<Health['state'], number>> = {
  paused: 0,
  ok: 1,
  starting: 2,
  down: 3,
  standby: 4,
};
