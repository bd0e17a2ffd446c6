import type { ReachPlan } from '../domain/subscriptions/plan-unasked.ts';
import type { Input } from '../engine/effect.ts';

/** What the next turn is about: which letters it deals with and what they do to the conversation. */
export type Plan =
  | { type: 'rest' }
  | { type: 'hold'; until: number }
  | {
      type: 'turn';
      done: readonly string[];
      messages: number;
      input: Input | null;
      /** The end of a block that begins; long past where one is lifted. */
      blockedUntil?: number;
      /** Whether the alarm of a report or a request led to it, rather than silence after a question. */
      isAlarm?: boolean;
      /** What a citizen is to be told unasked, and what stands to be told after that. */
      reach?: ReachPlan;
      /** A fact-check of which they are to be warned, as soon as they may be written to. */
      warned?: string;
    };
