import type { BotContent } from '../../domain/content/bot-content.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { VoterAnswerRepository } from './voter-answers.ts';

/** What answers voters. */
export interface VoterDeps {
  store: Store;
  clock: Clock;
  script: BotContent;
  voterAnswers: VoterAnswerRepository;
}
