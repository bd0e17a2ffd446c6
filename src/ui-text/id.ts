import adminWords from './id/admin.json' with { type: 'json' };
import caseWords from './id/case.json' with { type: 'json' };
import words from './id/desk.json' with { type: 'json' };
import dutyWords from './id/duty.json' with { type: 'json' };
import importWords from './id/imports.json' with { type: 'json' };
import loginWords from './id/login.json' with { type: 'json' };
import newsroomWords from './id/newsroom.json' with { type: 'json' };
import partnerWords from './id/partners.json' with { type: 'json' };
import settingWords from './id/settings.json' with { type: 'json' };
import statsWords from './id/stats.json' with { type: 'json' };
import subscriptionWords from './id/subscriptions.json' with { type: 'json' };
import voterWords from './id/voters.json' with { type: 'json' };
import { readWords } from './read-words.ts';
import { threatNames, verdictNames } from './verdict-names.ts';

export const indonesian = readWords({
  ...words,
  ...adminWords,
  ...caseWords,
  ...dutyWords,
  ...importWords,
  ...loginWords,
  ...newsroomWords,
  ...partnerWords,
  ...settingWords,
  ...statsWords,
  ...subscriptionWords,
  ...voterWords,
  verdict: verdictNames.id,
  threat: threatNames.id,
});
