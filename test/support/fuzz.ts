/** How many made-up requests a test sends; 12,000 take some minutes. */
export const FUZZ = Number(process.env.POSKO_TEST_FUZZ ?? 200);
