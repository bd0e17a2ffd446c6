import { z } from 'zod';
import { noEvidence } from '../../domain/messages/evidence.ts';
import { READY } from '../fork-niced.ts';
import { readFile } from './read-file.ts';
import { openTools } from './tools.ts';

const fileSchema = z.object({
  mime: z.string(),
  bytes: z.instanceof(Uint8Array),
  watermark: z.string().optional(),
});

const tools = openTools(process.env);
process.send?.(READY);
process.on('disconnect', () => process.exit(0));
process.on('message', async (message) => {
  const file = fileSchema.parse(message);
  process.send?.(await readFile(file, tools).catch(() => noEvidence('unreadable')));
});
