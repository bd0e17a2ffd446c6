import type { Tipline } from '../tipline.ts';

/** Times before which the retention job erases letters, decided tips, files, citizens and tallies. */
export interface Cutoffs {
  letter: number;
  tip: number;
  media: number;
  address: number;
  /** Before which those who asked to be erased go even if their receipt could not be sent. */
  farewell: number;
  tally: number;
}
export type Erased = Record<'letters' | 'tips' | 'media' | 'citizens' | 'tallies', number>;

const DAY = 86_400_000;
/** The law gives 3 × 24 hours (UU 27/2022, article 43); the job runs every hour. */
const FAREWELL_DAYS = 2.5;

/** Erases what is past its time; tells how much. */
export async function retain({ store, clock, settings }: Tipline): Promise<Erased> {
  const before = (days: number) => clock.now() - days * DAY;
  await store.retention.dropTraces(clock.now());
  return store.retention.erase({
    letter: before(settings.letterDays),
    tip: before(settings.tipDays),
    media: before(settings.mediaDays),
    address: before(settings.addressDays),
    farewell: before(FAREWELL_DAYS),
    tally: before(settings.tallyDays),
  });
}
