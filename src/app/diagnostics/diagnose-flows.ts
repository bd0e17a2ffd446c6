import type { Config } from '../../config/config.ts';
import { inspectLibrary } from '../load-content.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Whether the conversations and words are sound. */
export function diagnoseFlows(config: Config): Diagnosis {
  const name = 'flows and words';
  const { findings, script } = inspectLibrary(config);
  if (findings.length > 0) {
    const detail = `${findings.length} to mend: run "posko flows check"`;
    return { name, state: 'broken', detail };
  }
  const detail = `${script.flows.size} flows, ${script.locales.size} languages`;
  return { name, state: 'ok', detail };
}
