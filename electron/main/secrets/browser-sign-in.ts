// Signing in with the system's browser, where the company's own sign-in may be: the app keeps a secret, the browser gets its
// hash, and the code that comes back by a link is worth something only together with the secret (RFC 7636, RFC 8252).
import { createHash, randomBytes } from 'node:crypto'
import { shell } from 'electron'

const lifeMs = 10 * 60_000

type Begun = { state: string; verifier: string; endsAtMs: number }

const secret = (): string => randomBytes(32).toString('base64url')

export class BrowserSignIn {
  #begun = new Map<string, Begun>()

  /** Opens the server's page for it in the system's browser. A later one replaces an earlier one. */
  begin(origin: string): void {
    const begun = { state: secret(), verifier: secret(), endsAtMs: performance.now() + lifeMs }
    this.#begun.set(origin, begun)
    const challenge = createHash('sha256').update(begun.verifier).digest('base64url')
    // Behind the #, so that it stands in no log.
    void shell.openExternal(
      `${origin}/sign-in/desktop#${new URLSearchParams({ challenge, state: begun.state })}`,
    )
  }

  /** What the link brought back, or null when this app did not begin it, or long ago. */
  finish(
    origin: string,
    { code, state }: { code: string; state: string },
  ): { code: string; verifier: string } | null {
    const begun = this.#begun.get(origin)
    if (!begun || begun.state !== state) return null
    this.#begun.delete(origin)
    return begun.endsAtMs > performance.now() ? { code, verifier: begun.verifier } : null
  }
}
