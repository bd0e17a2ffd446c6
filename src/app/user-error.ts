/** Something the person at the command line can repair; printed without a stack. */
export class Failure extends Error {}
