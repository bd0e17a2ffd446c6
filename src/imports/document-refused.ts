/** Why a document holds nothing that can be imported. */
export class DocumentRefused extends Error {}
