import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, amend, type CaseUpdateResult } from './change-case.ts';

/** Files, and things that come near, that a case can leave out. */
const MOST = 200;

/** Takes a file out of what a case claims, or back in: its senders are then not told the verdict. */
export function excludeFile(
  deps: CaseDeps,
  action: ActorAtCase,
  given: { file: string; apart: boolean },
): Promise<CaseUpdateResult> {
  return amend(deps, action, async ({ apart = [], ...found }) => {
    const others = apart.filter((each) => each !== given.file);
    const left = given.apart ? [...others, given.file].slice(-MOST) : others;
    return {
      case: left.length === 0 ? found : { ...found, apart: left },
      did: { what: given.apart ? 'file-apart' : 'file-back' },
    };
  });
}

/** Notes that a fact-check (by its id) or a case (by its ticket) is another claim; without one, forgets all such notes. */
export async function sayUnlike(
  deps: CaseDeps,
  action: ActorAtCase,
  { id }: { id?: string | undefined },
): Promise<CaseUpdateResult> {
  const title = id === undefined ? undefined : (await deps.store.factChecks.get(id))?.title;
  return amend(deps, action, async ({ unlike = [], ...found }) => {
    if (id === undefined) return { case: found, did: { what: 'unlike-forgotten' } };
    const known = [...unlike.filter((each) => each !== id), id].slice(-MOST);
    return { case: { ...found, unlike: known }, did: { what: 'unlike-said', of: title ?? id } };
  });
}
