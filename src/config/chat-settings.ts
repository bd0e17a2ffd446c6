import { isLoopbackName } from '../http/own-host.ts';
import type { Environment } from './environment-schema.ts';

/** Whether the simulator is there, in which nobody logs in: by itself only on this machine, and without a real channel. */
export function readChat(data: Environment, channels: readonly unknown[]) {
  const isReal = data.NODE_ENV === 'production' || channels.some((each) => each !== undefined);
  const isForTrying = !isReal && isLoopbackName(data.POSKO_HOST.toLowerCase());
  const hasSimulator = data.POSKO_CHAT === undefined ? isForTrying : data.POSKO_CHAT === 'on';
  return {
    hasSimulator,
    /** Whether it is there although others can reach it or real citizens write: the operator has said so. */
    isSimulatorOpen: hasSimulator && !isForTrying,
    /** Names beside those of this machine under which it may be asked for. */
    chatHosts: data.POSKO_CHAT_HOSTS,
  };
}
