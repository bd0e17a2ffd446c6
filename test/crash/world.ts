import type { Due } from './phones.ts';
import type { Parties } from './scripts.ts';

/** Runs a command of the program to its end; `onLine` gets what it prints. */
export type Run = (command: readonly string[], onLine: (line: string) => void) => Promise<void>;

/** WhatsApp as a storm plays it: it outlives the program, and delivers until it is told that all is kept. */
export interface World {
  /** What the program is started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly nodeOptions: readonly string[];
  /** What has to be done once before the program is started. */
  prepare(run: Run): Promise<void>;
  /** How long a reply that was sent twice by mistake would take to appear. */
  readonly aftermathMs: number;
  /** Whether the program that was started last takes messages in. */
  readonly isReady: boolean;
  /** Who writes there. */
  readonly parties: Parties;
  /** Delivers what a citizen writes; resolves when it is acknowledged. */
  deliver(due: Due): Promise<void>;
  /** All that has arrived at a citizen's phone, oldest first. */
  arrived(citizen: string): readonly { id: string; text: string }[];
  /** Figures that only this world has. */
  readonly figures: Readonly<Record<string, number>>;
  close(): Promise<void>;
}
