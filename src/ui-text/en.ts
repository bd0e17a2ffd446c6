import { englishAdmin } from './en/admin.ts';
import { englishCase } from './en/case.ts';
import { englishDuty } from './en/duty.ts';
import { englishImports } from './en/imports.ts';
import { englishLogin, englishProof } from './en/login.ts';
import { englishPartners } from './en/partners.ts';
import { englishSettings } from './en/settings.ts';
import { englishStats } from './en/stats.ts';
import { englishSubscriptions } from './en/subscriptions.ts';
import { englishVoters } from './en/voters.ts';
import type { Words } from './ui-text.ts';
import { verdictNames } from './verdict-names.ts';

/** The desk in English. */
export const english: Words = {
  ...englishCase,
  ...englishLogin,
  ...englishProof,
  ...englishImports,
  ...englishDuty,
  ...englishStats,
  ...englishAdmin,
  ...englishPartners,
  ...englishSubscriptions,
  ...englishSettings,
  ...englishVoters,
  desk: 'Reviewers’ desk',
  skip: 'Skip to content',
  nav: {
    label: 'Sections',
    queue: 'Queue',
    'fact-checks': 'Fact-checks',
    voters: 'Voters',
    subscriptions: 'Subscriptions',
    dashboard: 'Dashboard',
    flows: 'Conversations',
    records: 'Monthly reports',
    roster: 'Duty',
    reports: 'Citizens’ reports',
    board: 'Partners’ board',
    partners: 'Partners',
    reviewers: 'Reviewers',
    audit: 'Audit log',
    settings: 'Settings',
    account: 'Account',
    help: 'Help',
    logout: 'Log out',
    more: 'More',
  },
  role: {
    partner: 'partner',
    viewer: 'viewer',
    reviewer: 'reviewer',
    editor: 'editor',
    admin: 'admin',
  },
  verdict: verdictNames.en,
  topic: {
    election: 'election',
    sara: 'ethnicity or religion',
    health: 'health',
    money: 'money',
    disaster: 'disaster',
  },
  ago: {
    now: 'less than a minute',
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
  },
  queue: {
    title: 'Queue',
    pick: (ticket) => `Mark case ${ticket}`,
    bulk: 'Several at once',
    bulkHint: 'Mark cases below, then choose what to do. Cases that others hold are left out.',
    mine: 'Make them mine',
    next: 'Take the next case',
    lists: {
      ready: 'Ready to take',
      mine: 'Mine',
      second: 'Needs a second person',
      late: 'Overdue',
      snoozed: 'Snoozed',
      all: 'All',
    },
    listsLabel: 'Lists',
    search: 'Search words or a case number',
    topic: 'Topic',
    anyTopic: 'All topics',
    tag: 'Tag',
    filter: 'Filter',
    clear: 'Clear filter',
    empty: 'There is no case in this list.',
    emptyHint: 'New reports appear here by themselves.',
    burst: (n) => (n === 1 ? '1 message is spreading fast' : `${n} messages are spreading fast`),
    late: (n) => (n === 1 ? '1 case is overdue' : `${n} cases are overdue`),
    heldBy: (name) => `held by ${name}`,
    assignedTo: (name) => `for ${name}`,
    sleepsUntil: (time) => `snoozed until ${time}`,
    waitsForSecond: 'waits for a second person',
    hasDraft: 'has a draft',
    noWords: '(no words)',
    page: (page, pages) => `Page ${page} of ${pages}`,
    previous: 'Previous',
    following: 'Next',
    newCase: 'A new case is in the queue.',
    changed: 'The queue has changed.',
    live: 'Live',
    offline: 'The live connection is lost; this page may be old.',
    count: (n) => (n === 1 ? '1 case' : `${n} cases`),
  },
};
