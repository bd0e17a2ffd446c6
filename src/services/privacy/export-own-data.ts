import { type Tip, ticketOf } from '../../domain/cases/case.ts';
import { statusOf } from '../../domain/partners/referral.ts';
import { type ConsentEntry, purposeTable } from '../../domain/privacy/consents.ts';
import type { Subscriptions } from '../../domain/subscriptions/subscription.ts';
import type { VerdictDelivery } from '../../ports/commit.ts';
import type { Received } from '../../ports/turn-state.ts';
import { listReferrals } from '../partners/referrals.ts';
import { isoTime, reportDocument } from '../reports/report-document.ts';
import { showReport } from '../reports/report-sheet.ts';
import { describeAnswer } from '../responses/describe-answer.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

type Exporting = Pick<PrivacyDeps, 'store' | 'clock' | 'script' | 'settings'>;

/** More than a citizen can have within the time that things are kept. */
const MOST = 5000;

/** All that is kept about a citizen, in Indonesian and without others' words; undefined for who is gone. */
export async function exportOwnData(deps: Exporting, citizen: string) {
  const { store, clock } = deps;
  const state = await store.turns.readTurn(citizen);
  if (!state) return undefined;
  const { profile } = state;
  const { letterDays, tipDays, addressDays } = deps.settings;
  const [letters, tips, told, consents] = await Promise.all([
    store.turns.lettersOf(citizen, MOST),
    store.cases.tipsBy(citizen, MOST),
    store.ledger.toldTo(citizen),
    store.rights.consentsOf(citizen),
  ]);
  const now = clock.now();
  return {
    tentang: 'Semua yang disimpan tentang Anda. Nomor Anda dikunci dan tidak ditulis di sini.',
    dibuat_pada: isoTime(now),
    disimpan_paling_lama_hari: { pesan: letterDays, laporan: tipDays, nomor: addressDays },
    profil: {
      bahasa: profile.language,
      pertama_menulis: isoTime(profile.firstAt),
      kabar_menyala: !profile.isOptedOut,
      data_dibatasi: profile.isRestricted === true,
      tidak_dibalas_sampai: profile.block ? isoTime(profile.block.until) : null,
      dijawab_petugas_sampai: profile.humanUntil ? isoTime(profile.humanUntil) : null,
    },
    ...showReach(profile.reach),
    izin: await Promise.all(consents.map((entry) => showConsent(deps, entry))),
    pesan: letters.flatMap(showLetter),
    laporan: await showTips(deps, tips),
    jawaban: await Promise.all(told.map((each) => showTold(deps, each))),
    berkas_laporan: (profile.reports ?? []).map((report) =>
      reportDocument(showReport(deps, report, now)),
    ),
  };
}

function showReach({ subscription, course }: Subscriptions = {}) {
  return {
    langganan: subscription
      ? {
          seberapa_sering: subscription.every === 'daily' ? 'setiap hari' : 'setiap minggu',
          tentang: subscription.interest,
          berikutnya: isoTime(subscription.nextAt),
        }
      : null,
    pelajaran: course ? { dijawab: course.next, langsung_benar: course.right } : null,
  };
}

async function showConsent({ store }: Exporting, { purpose, deed, digest, at }: ConsentEntry) {
  const words = await store.rights.consentText(digest);
  return {
    untuk: purposeTable[purpose].name,
    keputusan: deed === 'given' ? 'diberikan' : 'ditarik',
    pada: isoTime(at),
    versi: words?.version ?? null,
    bahasa: words?.language ?? null,
    sha256: digest,
    kata_kata: words?.text ?? null,
  };
}

function showLetter({ letter, arrivedAt }: Received) {
  if (letter.type !== 'message') return [];
  const { kind, text, forwarded, media, sentAt } = letter;
  return {
    dikirim_pada: isoTime(sentAt),
    diterima_pada: isoTime(arrivedAt),
    jenis: kind,
    isi: text,
    terusan: forwarded,
    berkas: media ? { nama: media.name ?? null, jenis: media.mime, sha256: media.sha256 } : null,
  };
}

async function showTips({ store, script }: Exporting, tips: readonly Tip[]) {
  const referrals = tips.length === 0 ? [] : await listReferrals({ store });
  return Promise.all(
    tips.map(async (tip) => {
      const found = await store.cases.get(tip.case);
      return {
        nomor: found ? ticketOf(tip, found) : null,
        status: found?.status ?? null,
        masuk_pada: isoTime(tip.at),
        isi_tersamar: tip.text,
        dibaca_dari_berkas: tip.read?.map(({ text }) => text) ?? [],
        berkas: tip.media.map(({ sha256, mime }) => ({ jenis: mime, sha256 })),
        tautan: tip.links,
        asal: tip.source ?? null,
        sumber: tip.link ?? null,
        wilayah: tip.region ?? null,
        kekhawatiran: tip.worry ?? null,
        jawaban_lain: (tip.saved ?? []).map((answer) => {
          const { label, text } = describeAnswer(script.locales, 'id', answer);
          const files = answer.files?.map(({ sha256, mime }) => ({ jenis: mime, sha256 })) ?? [];
          return { tentang: label, isi: text, berkas: files, dijawab_pada: isoTime(answer.at) };
        }),
        bukan_yang_dimaksud: tip.offered?.factChecks ?? [],
        jawaban_untuk_pemeriksa: tip.answers?.map(({ text }) => text) ?? [],
        diteruskan_ke: referrals
          .filter((each) => 'case' in each && each.case === tip.case)
          .filter(({ steps }) => (steps.at(-1)?.at ?? 0) >= tip.at)
          .map((referral) => ({ lembaga: referral.organisation, status: statusOf(referral) })),
      };
    }),
  );
}

async function showTold({ store }: Exporting, { factCheck, version, at }: VerdictDelivery) {
  const found = await store.factChecks.get(factCheck);
  return {
    diberitahu_pada: isoTime(at),
    judul: found?.title ?? null,
    putusan: found?.verdict ?? null,
    versi: version,
  };
}
