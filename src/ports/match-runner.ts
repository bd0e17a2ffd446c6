import { callEngine, type MatchEngine } from '../matching/match-engine.ts';

/** Runs a match engine somewhere; calls are done one by one, in the order in which they came. */
export interface MatchRunner {
  /** Whether the engine is gone, with all that it had taken in. */
  readonly isLost: boolean;
  /** Rejects with EngineLost if the engine goes before it has answered. */
  ask<Name extends keyof MatchEngine>(
    name: Name,
    ...input: Parameters<MatchEngine[Name]>
  ): Promise<ReturnType<MatchEngine[Name]>>;
  close(): Promise<void>;
}

/** Thrown where an engine is gone, through no fault of what it was asked. */
export class EngineLost extends Error {}

/** Runs an engine within the caller's thread. */
export function runHere(engine: MatchEngine): MatchRunner {
  return {
    isLost: false,
    ask: async (name, ...input) => callEngine(engine, name, input),
    async close() {},
  };
}
