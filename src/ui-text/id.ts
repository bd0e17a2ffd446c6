import { indonesianAdmin } from './id/admin.ts';
import { indonesianCase } from './id/case.ts';
import words from './id/desk.json' with { type: 'json' };
import { indonesianDuty } from './id/duty.ts';
import { indonesianImports } from './id/imports.ts';
import { indonesianLogin } from './id/login.ts';
import { indonesianPartners } from './id/partners.ts';
import { indonesianSettings } from './id/settings.ts';
import { indonesianStats } from './id/stats.ts';
import { indonesianSubscriptions } from './id/subscriptions.ts';
import { indonesianVoters } from './id/voters.ts';
import { threatNames, verdictNames } from './verdict-names.ts';
import { withSentences } from './with-sentences.ts';

/** The desk in Indonesian. */
export const indonesian = withSentences(words, {
  ...indonesianCase,
  ...indonesianLogin,
  ...indonesianImports,
  ...indonesianDuty,
  ...indonesianStats,
  ...indonesianAdmin,
  ...indonesianPartners,
  ...indonesianSubscriptions,
  ...indonesianSettings,
  ...indonesianVoters,
  verdict: verdictNames.id,
  threat: threatNames.id,
  ago: {
    minutes: (n: number) => `${n} menit`,
    hours: (n: number) => `${n} jam`,
    days: (n: number) => `${n} hari`,
  },
  queue: {
    pick: (ticket: string) => `Pilih kasus ${ticket}`,
    burst: (n: number) => `${n} kabar menyebar cepat`,
    late: (n: number) => `${n} kasus lewat tenggat`,
    heldBy: (name: string) => `dipegang ${name}`,
    assignedTo: (name: string) => `untuk ${name}`,
    sleepsUntil: (time: string) => `ditunda sampai ${time}`,
    page: (page: number, pages: number) => `Halaman ${page} dari ${pages}`,
    count: (n: number) => `${n} kasus`,
  },
});
