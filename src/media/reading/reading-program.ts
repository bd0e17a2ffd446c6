import { setPriority } from 'node:os';
import { z } from 'zod';
import { noEvidence } from '../../tipline/evidence.ts';
import { readFile } from './read-file.ts';
import { openTools } from './tools.ts';

/** What reads text and pictures for citizens may take its time; what answers those who wrote words may not wait for it. */
const NICE = 15;

const fileSchema = z.object({ mime: z.string(), bytes: z.instanceof(Uint8Array) });

setPriority(NICE);
const tools = openTools(process.env);
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const file = fileSchema.parse(message);
  readFile(file, tools).then(
    (evidence) => process.send?.(evidence),
    () => process.send?.(noEvidence('unreadable')),
  );
});
