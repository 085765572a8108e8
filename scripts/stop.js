// What stops a script with one sentence and no stack trace.
export class Stop extends Error {}
