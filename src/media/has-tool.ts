import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a folder of a search path contains a program. */
export function hasTool(name: string, path: string): boolean {
  return path.split(delimiter).some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
