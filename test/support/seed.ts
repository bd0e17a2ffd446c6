import fc from 'fast-check';

// Every property of a run draws from one seed, which the run prints.
fc.configureGlobal({ seed: Number(process.env.POSKO_TEST_SEED) });
