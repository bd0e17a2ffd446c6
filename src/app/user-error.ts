/** Something the person at the command line can mend; told without a stack. */
export class Failure extends Error {}
