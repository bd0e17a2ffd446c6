import { amend, type CaseChange } from './change-case.ts';

/** Files, and things that come near, that a case can leave out. */
const MOST = 200;

/** Takes a file out of what a case claims, or back in: its senders are then not told the verdict. */
export const excludeFile: CaseChange<{ file: string; apart: boolean }> = (deps, action, given) =>
  amend(deps, action, async ({ apart = [], ...found }) => {
    const others = apart.filter((each) => each !== given.file);
    const left = given.apart ? [...others, given.file].slice(-MOST) : others;
    return {
      case: left.length === 0 ? found : { ...found, apart: left },
      did: { what: given.apart ? 'file-apart' : 'file-back' },
    };
  });

/** Notes that a fact-check (by its id) or a case (by its ticket) is another claim; without one, forgets all such notes. */
export const sayUnlike: CaseChange<{ id?: string | undefined }> = async (deps, action, { id }) => {
  const title = id === undefined ? undefined : (await deps.store.factChecks.get(id))?.title;
  return amend(deps, action, async ({ unlike = [], ...found }) => {
    if (id === undefined) return { case: found, did: { what: 'unlike-forgotten' } };
    const known = [...unlike.filter((each) => each !== id), id].slice(-MOST);
    return { case: { ...found, unlike: known }, did: { what: 'unlike-said', of: title ?? id } };
  });
};
