/** Thrown for a document without anything to import; says why. */
export class DocumentRefused extends Error {}
