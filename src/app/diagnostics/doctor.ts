import type { Config } from '../../config/config.ts';
import { diagnoseConfinement } from './diagnose-confinement.ts';
import { diagnoseFlows } from './diagnose-flows.ts';
import { diagnoseDisk, diagnoseKey, diagnoseNode } from './diagnose-machine.ts';
import { diagnoseMedia } from './diagnose-media.ts';
import { diagnoseRedis } from './diagnose-redis.ts';
import { diagnoseEmbedder, diagnoseStore } from './diagnose-store.ts';
import { diagnoseTextReader } from './diagnose-text-reader.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Looks at everything Posko depends on and says what to do about what is wrong. */
export async function diagnose(config: Config, now: number): Promise<Diagnosis[]> {
  return [
    diagnoseNode(),
    diagnoseFlows(config),
    ...(await diagnoseStore(config, now)),
    ...(await diagnoseRedis(config)),
    ...(await diagnoseEmbedder(config)),
    ...(await diagnoseMedia(config)),
    ...diagnoseConfinement(config),
    await diagnoseTextReader(config),
    await diagnoseDisk(config),
    diagnoseKey(config), // after the store, which makes one at the first start
  ];
}

/** What takes no time to look at, and disturbs nobody who works. */
export async function diagnoseQuickly(config: Config): Promise<Diagnosis[]> {
  return [diagnoseNode(), await diagnoseDisk(config), diagnoseKey(config)];
}
