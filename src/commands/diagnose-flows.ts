import type { Config } from '../config.ts';
import { inspectLibrary } from '../library.ts';
import type { Diagnosis } from './diagnosis.ts';

const STALE_MS = 180 * 86_400_000;

/** Whether the conversations and words are sound, and the contacts in them verified not long ago. */
export function diagnoseFlows(config: Config, now: number): Diagnosis[] {
  const name = 'flows and words';
  const { findings, script } = inspectLibrary(config);
  const all = [...script.contacts].map(([key, contact]) => diagnoseContact(key, contact, now));
  if (findings.length > 0) {
    const detail = `${findings.length} to mend: run "posko flows check"`;
    return [{ name, state: 'broken', detail }, ...all];
  }
  const detail = `${script.flows.size} flows, ${script.locales.size} languages`;
  return [{ name, state: 'ok', detail }, ...all];
}

function diagnoseContact(
  key: string,
  { name, verified }: { name: string; verified?: string | undefined },
  now: number,
): Diagnosis {
  if (!verified) {
    const detail = `${name} was never verified and is not shown; see locales/contacts.yaml`;
    return { name: `contact ${key}`, state: 'warning', detail };
  }
  const isStale = now - Date.parse(verified) > STALE_MS;
  const detail = `${name}, verified ${verified}${isStale ? '; check it and renew the date' : ''}`;
  return { name: `contact ${key}`, state: isStale ? 'warning' : 'ok', detail };
}
