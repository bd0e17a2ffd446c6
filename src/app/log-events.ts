import type { Logger } from 'pino';
import { type Observation, type Observe, observeNothing } from '../ports/events.ts';
import texts from './start-texts.json' with { type: 'json' };

const MINUTE_MS = 60_000;

/** Tells the log what happens, and `further`: imports, erasures and traces by a line each, messages by their counts once a minute. */
export function logEvents(log: Logger, further: Observe = observeNothing): Observe {
  let counts: Record<string, number> = {};
  const add = (name: string, more: number) => {
    counts[name] = (counts[name] ?? 0) + more;
  };
  setInterval(() => {
    if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'in the last minute');
    counts = {};
  }, MINUTE_MS).unref();
  return (seen) => {
    further(seen);
    if (seen.type === 'received') {
      add('received', seen.traces.length);
      add('repeated', seen.repeated);
    }
    if (seen.type === 'answered') add('answered', 1);
    if (seen.type === 'tried') add(seen.outcome === 'sent' ? 'sent' : 'unsent', 1);
    tellTraces(log, seen);
    if (seen.type === 'erased') log.info('what is past its time was erased');
    if (seen.type !== 'imported') return;
    if (seen.outcome === 'taken') log.info({ count: seen.count }, 'a source was imported');
    else log.warn('a source could not be imported: /review/sources says why');
  };
}

/** Tells of single messages, turns and replies, which only their traces join; of what failed in any case. */
function tellTraces(log: Logger, seen: Observation): void {
  if (!('traces' in seen)) return;
  const { outcome, ms } = seen;
  const { channel, code } = { channel: undefined, code: '', ...seen };
  const level = outcome === 'failed' ? 'warn' : 'debug';
  const fields = { channel, outcome, ms, fault: Number(code) || undefined };
  for (const trace_id of seen.traces) log[level]({ trace_id, ...fields }, texts.traced[seen.type]);
}
