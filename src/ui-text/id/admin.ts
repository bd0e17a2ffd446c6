import type { AuditEventName } from '../../domain/accounts/audit-event.ts';
import type { Permission } from '../../domain/accounts/permissions.ts';
import { withSentences } from '../with-sentences.ts';
import words from './admin.json' with { type: 'json' };

/** Indonesian: fact-checks, people, permissions and the audit log. */
export const indonesianAdmin = withSentences(
  words satisfies {
    permission: Readonly<Record<Permission, string>>;
    event: Readonly<Record<AuditEventName, string>>;
  },
  {
    library: {
      found: (n: number) => `${n} ditemukan`,
      version: (n: number) => `versi ${n}`,
      wordings: (n: number) => `Bunyi pesan yang beredar (${n})`,
      files: {
        count: (pictures: number, sounds: number, films: number) =>
          `${pictures} gambar, ${sounds} suara, ${films} video dikenali sebagai klaim ini.`,
      },
      was: (version: number) => `Versi ${version} diganti`,
      told: (n: number) =>
        n === 0
          ? 'Belum ada warga yang menerima jawaban ini.'
          : `${n} warga sudah menerima jawaban ini.`,
      adding: {
        wording: (n: number) => `Bunyi pesan ${n}`,
      },
    },
    reviewers: {
      given: (name: string) => `Untuk ${name}, hanya ditampilkan sekali`,
      of: (name: string) => `untuk ${name}`,
    },
    audit: {
      sound: (n: number) => `Utuh: ${n} baris.`,
      broken: (n: number) => `TIDAK utuh mulai baris ${n}.`,
    },
    citizen: {
      title: (alias: string) => `Warga: ${alias}`,
      version: (n: number) => `versi ${n}`,
      days: (n: number) => `${n} hari`,
    },
  },
);
