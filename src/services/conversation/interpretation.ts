import type { FlowName } from '../../domain/content/flow-names.ts';
import type { Frame } from '../../engine/conversation.ts';
import type { Input } from '../../engine/effect.ts';
import type { Ask } from '../../engine/flow.ts';
import type { Trouble } from '../../triage/trouble/read-rules.ts';
import type { QuestionOption } from '../responses/options.ts';

/** What a citizen means by a message, given the question that is open. */
export type Interpretation =
  | { type: 'input'; input: Input }
  | { type: 'content' }
  /** The citizen tells of trouble of their own, which comes before everything else; or they write on about it, or to say that it was heard, that all is well, or that they want no more. */
  | { type: 'trouble'; kind: Trouble; sign?: 'more' | 'heard' | 'over' | 'stop' }
  /** The citizen means one thing that Posko knows, or one of a few. */
  | { type: 'intent'; intent: string; isPlain: boolean }
  | { type: 'unsure'; intents: readonly string[] }
  | { type: 'question' }
  /** What is said by the way, or a claim in a few words. */
  | { type: 'remark'; isClaim?: boolean }
  /** The citizen's own words hold an identity number, masked by now. */
  | { type: 'identity' }
  | { type: 'pleasantry'; flow: FlowName }
  | { type: 'unreadable'; kind: string }
  | { type: 'nothing' };

/** A question, or an offer, that waits for an answer. */
export interface OpenOptions {
  options: readonly QuestionOption[];
  frame: Frame;
  holds: boolean;
  hears: boolean;
  wants: Ask['wants'];
  isOptional: boolean;
  isOfReport: boolean;
}
