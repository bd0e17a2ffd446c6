import { addClaimFile } from '../../../services/fact-checks/add-claim-file.ts';
import type { KnownVisit } from '../desk.ts';
import { partOf } from '../read-form.ts';
import { uploadOf } from '../read-upload.ts';
import { showFactCheck } from './fact-check-actions.ts';
import { toPath } from './fact-check-path.ts';

/** Takes in a file that an editor brought. */
export async function takeClaimFile(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const id = partOf(request, 'id');
  const upload = uploadOf(request);
  const { files: say } = words.library;
  if (!upload) return showFactCheck(visit, say.none);
  const file = { mime: '', bytes: upload.bytes };
  const added = await addClaimFile(desk.deps, { id, by: reviewer.name, file });
  if (added === 'added') return response.redirect(303, toPath(id));
  if (added === 'held' || added === 'proposed') {
    const done = added === 'held' ? 'held' : 'change-proposed';
    return response.redirect(303, `/review/changes?done=${done}`);
  }
  await showFactCheck(visit, say.problem[added]);
}
