import type { CaseDeps } from './case-deps.ts';
import { type Action, amend, type Done } from './change-case.ts';

/** Takes a file out of what a case claims, or back in: a verdict is then not told for whoever sends that file. */
export function setApart(
  deps: CaseDeps,
  action: Action,
  { sha256, isApart }: { sha256: string; isApart: boolean },
): Promise<Done> {
  return amend(deps, action, async ({ apart = [], ...found }) => {
    const others = apart.filter((each) => each !== sha256);
    const left = isApart ? [...others, sha256].slice(-MOST) : others;
    return {
      case: left.length === 0 ? found : { ...found, apart: left },
      did: { what: isApart ? 'file-apart' : 'file-back' },
    };
  });
}

const MOST = 200;
