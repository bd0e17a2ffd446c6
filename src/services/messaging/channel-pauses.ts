import { z } from 'zod';
import type { DocumentStore } from '../../ports/desk-store.ts';

const pauseSchema = z.object({
  fault: z.object({
    code: z.number(),
    subcode: z.number().optional(),
    details: z.string().optional(),
    trace: z.string().optional(),
  }),
  /** Whether the error was the answer to a request, or came by receipt. */
  by: z.enum(['answer', 'receipt']),
  since: z.number(),
  /** When it is tried again. */
  until: z.number(),
});

/** Why a number sends nothing, and when it tries again; its words are masked. */
export type Pause = z.infer<typeof pauseSchema>;

/** The pauses of numbers, shared by all processes that use them. */
export interface ChannelPauses {
  read(way: string): Promise<Pause | undefined>;
  /** Writes the pause of a number, or that it has none; the latest to write has the say. */
  write(way: string, pause: Pause | undefined): Promise<void>;
}

/** Keeps the pauses of numbers among the small documents of a store. */
export function createChannelPauses(documents: DocumentStore): ChannelPauses {
  return {
    async read(way) {
      return pauseSchema.safeParse((await documents.get('pause', way))?.value).data;
    },
    async write(way, pause) {
      for (;;) {
        const known = await documents.get('pause', way);
        if (pause === undefined && !known) return;
        const document = { id: way, revision: known?.revision ?? 0 };
        const done = pause
          ? await documents.put('pause', { ...document, value: pause })
          : await documents.remove('pause', document);
        if (done !== 'stale') return;
      }
    },
  };
}
