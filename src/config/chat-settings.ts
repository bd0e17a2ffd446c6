import { isLoopbackName } from '../http/own-host.ts';
import type { Environment } from './environment-schema.ts';

/** Whether the simulator is there, in which nobody logs in, and where it may be asked for. */
export interface ChatConfig {
  readonly hasSimulator: boolean;
  /** Whether it is there although others can reach it or real citizens write: the operator has said so. */
  readonly isSimulatorOpen: boolean;
  /** Names beside those of this machine under which it may be asked for. */
  readonly chatHosts: readonly string[];
}

/** By itself it is there only on this machine, and without a real channel. */
export function readChat(data: Environment, channels: readonly unknown[]): ChatConfig {
  const isReal = data.NODE_ENV === 'production' || channels.some((each) => each !== undefined);
  const isForTrying = !isReal && isLoopbackName(data.POSKO_HOST.toLowerCase());
  const hasSimulator = data.POSKO_CHAT === undefined ? isForTrying : data.POSKO_CHAT === 'on';
  const isSimulatorOpen = hasSimulator && !isForTrying;
  return { hasSimulator, isSimulatorOpen, chatHosts: data.POSKO_CHAT_HOSTS };
}
