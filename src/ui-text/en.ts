import adminWords from './en/admin.json' with { type: 'json' };
import caseWords from './en/case.json' with { type: 'json' };
import words from './en/desk.json' with { type: 'json' };
import dutyWords from './en/duty.json' with { type: 'json' };
import importWords from './en/imports.json' with { type: 'json' };
import loginWords from './en/login.json' with { type: 'json' };
import newsroomWords from './en/newsroom.json' with { type: 'json' };
import partnerWords from './en/partners.json' with { type: 'json' };
import settingWords from './en/settings.json' with { type: 'json' };
import statsWords from './en/stats.json' with { type: 'json' };
import subscriptionWords from './en/subscriptions.json' with { type: 'json' };
import voterWords from './en/voters.json' with { type: 'json' };
import { readWords } from './read-words.ts';
import { threatNames, verdictNames } from './verdict-names.ts';

export const english = readWords({
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
  verdict: verdictNames.en,
  threat: threatNames.en,
});
