import { keysOf } from '../../i18n/keys-of.ts';
import { isOfElection, type Report } from './report.ts';
import table from './requirements.json' with { type: 'json' };

/** Authorities and channels for a report; each has an address among the contacts. */
export const destinations = keysOf(table.destinations);
export type Destination = (typeof destinations)[number];

/** Facts from the calendar that decide the destinations. */
export interface Surroundings {
  isElectionNear: boolean;
}

/** Returns the destinations of a report, the first one first; a platform's channel needs a link to take anything down. */
export function destinationsOf(report: Report, { isElectionNear }: Surroundings): Destination[] {
  const isPublic = hasPublicLink(report);
  const content: Destination[] = isPublic ? ['komdigi-content'] : [];
  switch (report.threat) {
    case 'election-breach':
      return ['bawaslu-report'];
    case 'hate':
      return isOfElection(report)
        ? ['bawaslu-report', ...content, 'police']
        : [...content, 'police'];
    case 'bullying':
      return [...content, 'police', 'police-cyber', 'kpai'];
    case 'violence':
      return ['police', ...content];
    case 'scam': {
      const hasNumber = /\d[\d\s-]{7,}\d/.test(report.link ?? '');
      return ['iasc', hasNumber ? 'komdigi-number' : 'police', 'police-cyber', ...content];
    }
    case 'public-hoax': {
      const election: Destination[] = isOfElection(report) ? ['bawaslu-hoax'] : [];
      return isElectionNear ? [...election, ...content] : [...content, ...election];
    }
  }
}

/** Whether the report names something public: a web address, or an account by its @. */
export function hasPublicLink({ link }: Report): boolean {
  return link !== undefined && /https?:\/\/|www\.|\w\.\w+\/|(?<![\w.])@\w{2,}/i.test(link);
}
