import type { BotContent } from '../../domain/content/bot-content.ts';
import type { Settings } from '../../domain/settings/settings.ts';

export interface ResponseDeps {
  script: BotContent;
  /** Read at each use: an operator may change some of them while Posko runs. */
  settings: Settings;
}
