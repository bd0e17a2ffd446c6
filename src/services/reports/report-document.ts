import { checkReport, hasDeadline } from '../../domain/reports/completeness.ts';
import { destinationsOf } from '../../domain/reports/destinations.ts';
import { clockOf, type Report, type When } from '../../domain/reports/report.ts';
import { isoOf } from '../../domain/time/calendar.ts';
import type { Shown } from './report-text.ts';

/** Exports a report as JSON for other programs; see docs/reports.md for its Indonesian names. */
export function reportDocument({ report, surroundings, now }: Shown) {
  const ways = destinationsOf(report, surroundings);
  const [first] = ways;
  const { day, deadlineAt } = clockOf(report);
  return {
    versi: 1,
    id: report.id,
    status: 'disiapkan, belum diajukan',
    dibuat_pada: isoTime(report.preparedAt ?? report.startedAt),
    kategori: report.threat,
    kanal_tujuan: ways,
    uraian: report.account ?? null,
    waktu_kejadian: dayOrWords(report.when),
    diketahui_pada: dayOrWords(report.known),
    tenggat: hasDeadline(report) ? { hari: isoOf(day), pukul: isoTime(deadlineAt) } : null,
    tempat: { uraian: report.place ?? null, provinsi: report.province ?? null },
    terlapor: report.suspect ?? null,
    tautan: report.link ?? null,
    saksi: report.witnesses ?? null,
    bukti: report.evidence.map(({ kind, sha256, receivedAt }) => ({
      jenis: kind,
      sha256: sha256 ?? null,
      diterima_pada: isoTime(receivedAt),
    })),
    kelengkapan: first ? completeness(report, first, now) : null,
    pelapor: reporterOf(report),
  };
}

function completeness(report: Report, first: Parameters<typeof checkReport>[1], now: number) {
  const { formal, material } = checkReport(report, first, now);
  const listed = (part: typeof formal) =>
    part.map(({ need, isMet }) => ({ syarat: need, terpenuhi: isMet }));
  return { tujuan: first, formal: listed(formal), materiel: listed(material) };
}

/** Only where the citizen has agreed to be named. */
function reporterOf({ reporter }: Report) {
  if (!reporter) return null;
  const { agreedAt, version, name, address, phone } = reporter;
  return {
    nama: name ?? null,
    alamat: address ?? null,
    telepon: phone ?? null,
    izin: { pada: isoTime(agreedAt), versi_pemberitahuan: version },
  };
}

function dayOrWords(when: When | undefined) {
  return when ? { hari: when.day ?? null, kata_pelapor: when.said } : null;
}

/** Time as a file for a citizen has it. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
