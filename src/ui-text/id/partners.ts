import type { ReferralStatus, Standing } from '../../domain/partners/referral.ts';
import type { ReportReferralState } from '../../domain/partners/report-referral.ts';
import type { Destination } from '../../domain/reports/destinations.ts';
import type { DeafReason } from '../../services/partners/find-readers.ts';
import type { ReportReferralResult } from '../../services/partners/review-report.ts';
import { withSentences } from '../with-sentences.ts';
import words from './partners.json' with { type: 'json' };

/** Indonesian: partners, referrals and report referrals. */
export const indonesianPartners = withSentences(
  words satisfies {
    board: {
      standing: Readonly<Record<Standing, string>>;
      status: Readonly<Record<ReferralStatus, string>>;
    };
    refer: { deaf: Readonly<Record<DeafReason, string>> };
    reports: {
      state: Readonly<Record<ReportReferralState, string>>;
      destination: Readonly<Record<Destination, string>>;
      refused: Readonly<Record<Exclude<ReportReferralResult['type'], 'done' | 'deaf'>, string>>;
    };
  },
  {
    board: {
      confirmHint: (status: string) =>
        `Posko mencatat “${status}” atas nama lembaga Anda. Tegaskan kalau benar, atau pilih status yang benar. Yang ditegaskan tanpa catatan tidak dikirim lagi kepada warga.`,
      confirm: (status: string) => `Tegaskan: ${status}`,
      by: {
        post: (name?: string) => (name === undefined ? 'posko' : `posko (${name})`),
        record: (name?: string) =>
          name === undefined ? 'dicatat posko' : `dicatat posko (${name})`,
        partner: (name?: string) => (name === undefined ? 'mitra' : `mitra (${name})`),
        confirmed: (name: string) => `ditegaskan mitra (${name})`,
      },
    },
    refer: {
      proposed: (name: string) => `${name} (disarankan aturan)`,
      proposal: (name: string) => `Usul: ${name}`,
      why: {
        reviewer: (harm: string) => `${harm}, kata pemeriksa`,
        triage: (harm: string, share: number) => `${harm}, tebakan mesin ${share}%`,
        topics: (harm: string) => `${harm}, dilihat dari topiknya`,
      },
      already: (reference: string) => `Kasus ini sudah diteruskan: ${reference}.`,
      unread: (name: string) => `${name} (belum ada yang bisa membaca)`,
    },
    partners: {
      given: (name: string) => `Untuk ${name}`,
      of: (name: string) => `: ${name}`,
      hours: (n: number) => `${n} jam`,
    },
    reports: {
      waiting: (n: number) => `${n} menunggu`,
      masked: (n: number) => `${n} nama sudah disamarkan mesin.`,
      hiddenPlaces: (n: number) => `${n} tempat dihitamkan.`,
      pass: (name: string) => `Teruskan ke ${name}`,
      step: {
        asked: (by: string) => `${by} bertanya`,
        declined: (by: string) => `${by} tidak meneruskannya`,
        passed: (by: string) => `${by} meneruskannya`,
      },
    },
  },
);
