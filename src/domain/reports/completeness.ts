import { keysOf } from '../../i18n/keys-of.ts';
import { clockOf } from './deadlines.ts';
import { type Destination, hasPublicLink } from './destinations.ts';
import type { Report } from './report.ts';
import table from './requirements.json' with { type: 'json' };

/** Requirements of authorities for a report. */
export const requirements = keysOf(table.needs);
export type Requirement = (typeof requirements)[number];

/** Formal and material requirements per destination, as Perbawaslu 7/2022 ps 15 distinguishes them. */
const asked = table.destinations as Readonly<
  Record<Destination, Record<'formal' | 'material', readonly Requirement[]>>
>; // packet.test.ts reads the table

/** Requirement, and whether the report meets it. */
export interface Checked {
  need: Requirement;
  isMet: boolean;
}
export type Completeness = ReturnType<typeof checkReport>;

/** Checks a report against the requirements of a destination, at a time. */
export function checkReport(report: Report, destination: Destination, now: number) {
  const check = (need: Requirement): Checked => ({ need, isMet: meets(report, need, now) });
  const { formal, material } = asked[destination];
  return { formal: formal.map(check), material: material.map(check) };
}

/** Whether a destination asks who reports, so that the citizen may be asked. */
export function needsReporter(destination: Destination): boolean {
  return asked[destination].formal.includes('name');
}

function meets(report: Report, need: Requirement, now: number): boolean {
  switch (need) {
    case 'name':
    case 'address':
    case 'phone':
      return report.reporter?.[need] !== undefined;
    case 'in-time':
      return report.known?.day !== undefined && now <= clockOf(report).deadlineAt;
    case 'when':
      return report.when?.day !== undefined;
    case 'evidence':
      return report.evidence.length > 0;
    case 'link':
      return hasPublicLink(report);
    case 'number':
      return report.link !== undefined && /\d{6}/.test(report.link.replace(/[\s-]/g, ''));
    case 'suspect':
    case 'place':
    case 'account':
      return report[need] !== undefined;
  }
}
