import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { say } from '../../i18n/say.ts';
import { ALL } from '../../ports/audience.ts';
import { verdictText } from '../responses/verdict-text.ts';
import { given } from './apply-change.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { needsTwo } from './needs-second-review.ts';
import { idsOf, type Wanted } from './proposed-change.ts';
import { publicView } from './public-view.ts';

/** Old and new text of one fact-check for citizens, and how many were told the old one. */
export interface PreviewItem {
  id: string;
  title: string;
  org: string;
  before?: string;
  after: string;
  told: number;
}

export type ChangePreview = Awaited<ReturnType<typeof previewChange>>;

const MOST_ITEMS = 200;

type Previewing = Pick<FactCheckDeps, 'store' | 'clock' | 'script' | 'settings'>;

/** Words the old and the new message side by side; changes nothing. */
export async function previewChange(deps: Previewing, wanted: Wanted, why?: string) {
  const { factChecks, ledger } = deps.store;
  const items: PreviewItem[] = [];
  const citizens = new Set<string>();
  const about: (Pick<FactCheck, 'title'> & Partial<PublishedFactCheck>)[] = [];
  for (const [at, id] of idsOf(wanted).entries()) {
    const known = await factChecks.get(id);
    const next = nextOf(wanted, { at, known });
    about.push(...(known ? [known] : []), ...(next ? [next] : []));
    const isNews =
      known && next && (known.verdict !== next.verdict || known.summary !== next.summary);
    const isTold = isNews || (known && wanted.type === 'retract');
    const told = isTold ? await ledger.toldBefore(id, known.version + 1, ALL) : [];
    for (const citizen of told) citizens.add(citizen);
    if (items.length >= MOST_ITEMS) continue;
    const shown = next ?? known;
    if (!shown) continue;
    const { title, org } = shown;
    items.push({
      id,
      title,
      org,
      told: told.length,
      ...(known && { before: messageOf(deps, known) }),
      after: next ? messageOf(deps, next) : withdrawal(deps, shown, why),
    });
  }
  const isJoint = about.some(({ signatories }) => signatories);
  const isForTwo = isJoint || (await needsTwo(deps, { said: about, texts: [why] }));
  return {
    items,
    /** How many fact-checks it is about; not all of them are items where they are many. */
    total: idsOf(wanted).length,
    citizens: citizens.size,
    needsTwo: isForTwo,
  };
}

/** The fact-check as it would be; undefined where it is withdrawn. */
export function nextOf(
  wanted: Wanted,
  { at, known }: { at: number; known: PublishedFactCheck | undefined },
): FactCheck | undefined {
  switch (wanted.type) {
    case 'new':
      return wanted.factCheck;
    case 'import':
      return wanted.factChecks[at];
    case 'retract':
      return undefined;
    case 'correct':
      return known && { ...known, ...given(wanted.changes, known) };
  }
}

function messageOf({ script, clock }: Previewing, factCheck: FactCheck): string {
  const now = clock.now();
  return verdictText(script, 'id', {
    factCheck: { ...factCheck, version: 1, changedAt: now },
    now,
  });
}

function withdrawal(previewing: Previewing, known: FactCheck, retracted = ''): string {
  const gone = { ...known, version: 1, changedAt: 0, retracted };
  const { title, withdrawn: reason } = publicView(previewing, gone);
  return say(previewing.script.locales, 'id', 'news.retraction', { title, reason });
}
