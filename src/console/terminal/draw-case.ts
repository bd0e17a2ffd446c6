import { heldLease } from '../../review/case-life.ts';
import { defang } from '../../review/links.ts';
import type { CaseView } from '../../tipline/desk/review-queue.ts';
import type { DeskState, OpenCase } from './desk-state.ts';
import { drawNear } from './draw-near.ts';
import { drawTips } from './draw-tips.ts';
import { blank, bold, dim, type Line, line, paragraph } from './line.ts';
import { CLOSINGS, hour, VERDICTS } from './wordings.ts';

/** Which case it is, who holds it, and why it is urgent. */
export function titleOfCase({ now, reviewer }: DeskState, { view, hold }: OpenCase): Line {
  const { case: found, priority } = view;
  const lease = heldLease(found, now);
  const holder =
    hold === 'held'
      ? 'dipegang Anda'
      : lease && lease.by !== reviewer
        ? `DIPEGANG ${lease.by} sampai ${hour(lease.until)}`
        : found.status === 'open'
          ? 'TIDAK ANDA PEGANG'
          : statusOf(view);
  return line(`${found.ticket} · ${holder} · ${priority.reasons.join(', ')}`);
}

/** Everything that is known of a case. */
export function drawCase({ open, now }: DeskState, columns: number): Line[] {
  if (!open) return [];
  const { view } = open;
  return [
    ...lostBox(open, columns),
    ...drawStanding(view, now, columns),
    ...section(`Kata-katanya (${view.tips.length} kiriman)`, drawTips(view, columns)),
    ...section('Cek fakta yang mendekati', drawCandidates(view, columns)),
    ...section('Mungkin pertanyaan yang sama (m menggabung)', drawSimilar(view, columns)),
    ...section(
      'Riwayat',
      view.history
        .toReversed()
        .flatMap(({ at, by, what }) =>
          paragraph(`${hour(at)} ${by}: ${what}`, columns, { indent: '  ', style: dim }),
        ),
    ),
  ];
}

function statusOf({ case: found, factCheck }: CaseView): string {
  switch (found.status) {
    case 'open':
      return 'terbuka';
    case 'published':
      return `sudah diputus${factCheck ? ` ${VERDICTS[factCheck.verdict]}` : ''}`;
    case 'closed':
      return `ditutup (${found.closing ? CLOSINGS[found.closing] : ''})`;
    case 'merged':
      return 'digabung ke kasus lain (U memisahkan)';
  }
}

/** A draft that can no longer be kept stays readable. */
function lostBox({ hold, form }: OpenCase, columns: number): Line[] {
  if (hold !== 'lost' || !form) return [];
  return [
    line('! Naskah Anda belum tersimpan; kasus ini bukan lagi milik Anda:', {
      color: 'red',
      bold: true,
    }),
    ...paragraph(`${VERDICTS[form.verdict]}: ${form.summary.text} ${form.url.text}`, columns, {
      indent: '  ',
    }),
    blank,
  ];
}

/** What stands between the case and its verdict. */
function drawStanding(view: CaseView, now: number, columns: number): Line[] {
  const { case: found, needsSecondPerson } = view;
  const { proposal, draft, assignee, tags = [], snoozedUntil = 0 } = found;
  const marks = [
    needsSecondPerson && 'putusan perlu disetujui orang kedua',
    assignee !== undefined && `untuk ${assignee}`,
    snoozedUntil > now && `ditunda sampai ${hour(snoozedUntil)} (w membangunkan)`,
    tags.length > 0 && tags.map((tag) => `#${tag}`).join(' '),
  ].filter(Boolean);
  const lines = [
    ...(marks.length > 0 ? [line(`  ${marks.join(' · ')}`, { color: 'cyan' })] : []),
    ...(proposal
      ? paragraph(
          `Usulan ${proposal.by}: ${VERDICTS[proposal.decision.verdict]}. ${proposal.decision.summary} ${defang(proposal.decision.url ?? '')} (y setuju, b kembalikan)`,
          columns,
          { indent: '  ', style: { color: 'magenta' } },
        )
      : []),
    ...(draft
      ? paragraph(
          `Draf ${draft.by}, ${hour(draft.at)}: ${draft.verdict ? VERDICTS[draft.verdict] : ''} ${draft.summary ?? ''} (e melanjutkan)`,
          columns,
          { indent: '  ', style: { color: 'yellow' } },
        )
      : []),
  ];
  return lines.length > 0 ? [...lines, blank] : [];
}

function drawCandidates({ candidates, case: found }: CaseView, columns: number): Line[] {
  return candidates.flatMap(({ factCheck, ...near }, at) => {
    const { verdict, title, claim, org, publishedAt, url } = factCheck;
    const key = String.fromCharCode('A'.charCodeAt(0) + at);
    const source = [org, publishedAt, url && defang(url)].filter(Boolean).join(' · ');
    return drawNear(
      {
        key,
        name: 'cek',
        title: `${VERDICTS[verdict]}: ${title}`,
        source,
        ours: found.claim,
        theirs: claim ?? title,
      },
      near,
      columns,
    );
  });
}

function drawSimilar({ similar, case: found }: CaseView, columns: number): Line[] {
  return similar.flatMap(({ case: other, ...near }, at) =>
    drawNear(
      {
        key: String(at + 1),
        name: 'lain',
        title: other.ticket,
        source: '',
        ours: found.claim,
        theirs: other.claim,
      },
      near,
      columns,
    ),
  );
}

function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [line(title, bold), ...lines, blank];
}
