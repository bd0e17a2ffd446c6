import type { Config } from '../../config/config.ts';
import { findConfinement } from '../../media/reading/confinement.ts';
import { hiddenFrom } from '../open-reader.ts';
import type { Diagnosis } from './diagnosis.ts';

/** What stands between the files of strangers and the master key. */
export function diagnoseConfinement(config: Pick<Config, 'media' | 'dataFolder'>): Diagnosis[] {
  if (!config.media.reader) return [];
  const how = findConfinement(hiddenFrom(config));
  const state = how === 'none' ? 'warning' : 'ok';
  return [{ name: 'reading of files', state, detail: DETAILS[how] }];
}

const DETAILS = {
  namespaces:
    'in namespaces of its own: it sees neither the key nor the data, no other process and no network',
  'other-user': 'as the user nobody, who may read neither the key nor the data',
  none:
    'runs as Posko itself, with a clean environment alone: a decoder that a file takes over could read the key. ' +
    'It needs unshare and setpriv (util-linux) and a kernel or container that allows user namespaces',
};
