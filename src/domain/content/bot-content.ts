import type { Flows } from '../../engine/flow.ts';
import type { Locales } from '../../i18n/locale.ts';
import type { Understanding } from '../../understanding/understanding.ts';
import type { Lesson } from '../subscriptions/lesson.ts';
import type { VoterKnowledge } from '../voters/voter-answer.ts';

/** An address shown to citizens, and the day it was last known to be right. */
export interface Contact {
  name: string;
  text: Readonly<Record<string, string>>;
  verified?: string | undefined;
}

/** Content of the bot: flows, texts, contacts, answers for voters, and lessons. */
export interface BotContent {
  flows: Flows;
  locales: Locales;
  contacts: ReadonlyMap<string, Contact>;
  voters: VoterKnowledge;
  lessons: readonly Lesson[];
  understanding: Understanding;
}
