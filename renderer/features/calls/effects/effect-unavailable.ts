// The one way in which starting an effect fails.

/** This browser or machine can't do it; `reason` is for logs and tests, not for people. */
export class EffectUnavailable extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(`The effect does not work here: ${reason}.`)
    this.name = 'EffectUnavailable'
    this.reason = reason
  }
}
