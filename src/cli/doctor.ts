import { diagnose } from '../app/diagnostics/doctor.ts';
import { Failure } from '../app/user-error.ts';
import { createCommand } from './create-command.ts';
import { configFor, print, printJson, type StoreOptions } from './output.ts';

const SIGNS = { ok: '✓', warning: '!', broken: '✗' };

export const doctorCommand = createCommand('doctor').action(runDoctor);

async function runDoctor(options: StoreOptions): Promise<void> {
  const diagnoses = await diagnose(configFor(options), Date.now());
  if (options.json) printJson(diagnoses);
  else for (const { name, state, detail } of diagnoses) print(`${SIGNS[state]} ${name}: ${detail}`);
  if (diagnoses.some(({ state }) => state === 'broken'))
    throw new Failure('something needs mending');
}
