import { englishAdmin } from './en/admin.ts';
import { englishCase } from './en/case.ts';
import words from './en/desk.json' with { type: 'json' };
import { englishDuty } from './en/duty.ts';
import { englishImports } from './en/imports.ts';
import { englishLogin } from './en/login.ts';
import { englishPartners } from './en/partners.ts';
import { englishSettings } from './en/settings.ts';
import { englishStats } from './en/stats.ts';
import { englishSubscriptions } from './en/subscriptions.ts';
import { englishVoters } from './en/voters.ts';
import type { Some, Words } from './ui-text.ts';
import { threatNames, verdictNames } from './verdict-names.ts';
import { withSentences } from './with-sentences.ts';

/** The desk in English. */
export const english: Words = withSentences(words, {
  ...englishCase,
  ...englishLogin,
  ...englishImports,
  ...englishDuty,
  ...englishStats,
  ...englishAdmin,
  ...englishPartners,
  ...englishSubscriptions,
  ...englishSettings,
  ...englishVoters,
  verdict: verdictNames.en,
  threat: threatNames.en,
  ago: {
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
  },
  queue: {
    pick: (ticket) => `Mark case ${ticket}`,
    burst: (n) => (n === 1 ? '1 message is spreading fast' : `${n} messages are spreading fast`),
    late: (n) => (n === 1 ? '1 case is overdue' : `${n} cases are overdue`),
    heldBy: (name) => `held by ${name}`,
    assignedTo: (name) => `for ${name}`,
    sleepsUntil: (time) => `snoozed until ${time}`,
    page: (page, pages) => `Page ${page} of ${pages}`,
    count: (n) => (n === 1 ? '1 case' : `${n} cases`),
  },
} satisfies Some<Words>);
