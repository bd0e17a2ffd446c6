import { isOfElection, type Report } from './report.ts';

/** Where a report can be brought; each has an address among the contacts. */
export const destinations = [
  'bawaslu-report',
  'bawaslu-hoax',
  'komdigi-content',
  'komdigi-number',
  'police',
  'police-cyber',
  'iasc',
  'kpai',
] as const;
export type Destination = (typeof destinations)[number];

/** What the calendar and the report together say about the way. */
export interface Surroundings {
  /** Whether an election is near where it happened. */
  isElectionNear: boolean;
}

/**
 * Where a report belongs, the first one first; empty where nobody takes it as it is. What has no public
 * address cannot be taken down by anyone, so a platform's channel needs a link.
 */
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
    case 'scam':
      return ['iasc', hasNumber(report) ? 'komdigi-number' : 'police', 'police-cyber', ...content];
    case 'public-hoax': {
      const election: Destination[] = isOfElection(report) ? ['bawaslu-hoax'] : [];
      return isElectionNear ? [...election, ...content] : [...content, ...election];
    }
  }
}

/** Whether the report names something on the open net: a web address, or an account by its @. */
export function hasPublicLink({ link }: Report): boolean {
  return link !== undefined && /https?:\/\/|www\.|\w\.\w+\/|(?<![\w.])@\w{2,}/i.test(link);
}

function hasNumber({ link }: Report): boolean {
  return link !== undefined && /\d[\d\s-]{7,}\d/.test(link);
}
