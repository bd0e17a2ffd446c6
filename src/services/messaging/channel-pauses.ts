import { z } from 'zod';
import type { DocumentStore } from '../../ports/desk-store.ts';
import { documentsOf } from '../../ports/documents.ts';

const pauseSchema = z.object({
  fault: z.object({
    code: z.number(),
    subcode: z.number().optional(),
    /** Meta's details if present, else its title. */
    details: z.string().optional(),
    /** Id that Meta's support asks for. */
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
export type ChannelPauses = ReturnType<typeof createChannelPauses>;

const stored = documentsOf('pause', pauseSchema);

/** Keeps the pauses of numbers among the small documents of a store. */
export function createChannelPauses(documents: DocumentStore) {
  const deps = { store: { documents } };
  return {
    read: (way: string): Promise<Pause | undefined> => stored.find(deps, way),
    /** Writes the pause of a number, or that it has none; the latest to write has the say. */
    async write(way: string, pause: Pause | undefined) {
      if (pause) await stored.edit<never>(deps, way, () => ({ value: pause }));
      else {
        for (;;) {
          const known = await stored.find(deps, way);
          if (!known || (await stored.remove(deps, known))) return;
        }
      }
    },
  };
}
