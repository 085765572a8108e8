// The token of a session, which is all that signing in leaves behind: kept in the system's safe (Keychain, DPAPI, libsecret
// or KWallet) instead of the browser's jar of cookies, and given to the page's requests for as long as the app runs.
import { type Cookie, type Session, safeStorage } from 'electron'
import type { OpenKept } from '../core/kept.ts'
import { warn } from '../core/log.ts'
import { platform } from '../core/platform.ts'

/** As the server names it (server/http/authenticate.ts). */
const tokenCookie = 'nucleus_session'

/** On Linux without a safe, Electron would only obscure it: then the jar, which does the same, keeps it as ever. */
const hasSafe = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text')

export type SessionTokens = {
  /** Puts the token that is kept into a session. Resolves before its first request. */
  restore(origin: string, session: Session): Promise<void>
  /** Takes each new token of the session into the safe, and forgets it when the person signs out. */
  watch(origin: string, session: Session): void
  forget(origin: string): void
}

export function openSessionTokens(kept: OpenKept): SessionTokens {
  const put = (origin: string, token: string | null) => {
    const { [origin]: _former, ...others } = kept.value.tokens
    const sealed = token === null ? {} : { [origin]: safeStorage.encryptString(token).toString('base64') }
    kept.change((now) => ({ ...now, tokens: { ...others, ...sealed } }))
  }
  return {
    async restore(origin, session) {
      const sealed = kept.value.tokens[origin]
      if (!sealed) return
      try {
        const token = safeStorage.decryptString(Buffer.from(sealed, 'base64'))
        await session.cookies.set(asCookie(origin, token))
      } catch (error) {
        // Another user's safe, or a new one: one has to sign in again.
        warn('the token of a session could not be read', error)
        put(origin, null)
      }
    },
    watch(origin, session) {
      session.cookies.on('changed', (_event, cookie, cause, isRemoved) => {
        if (cookie.name !== tokenCookie) return
        if (isRemoved) {
          if (cause === 'explicit' || cause === 'expired' || cause === 'expired-overwrite') put(origin, null)
        } else if (!cookie.session && hasSafe()) void keep(origin, session, cookie)
      })
    },
    forget: (origin) => put(origin, null),
  }

  /** Without a date a cookie never reaches the disk. */
  async function keep(origin: string, session: Session, { value }: Cookie): Promise<void> {
    try {
      put(origin, value)
      await session.cookies.set(asCookie(origin, value))
    } catch (error) {
      warn('the token of a session could not be kept', error)
    }
  }
}

const asCookie = (origin: string, value: string) => ({
  url: origin,
  name: tokenCookie,
  value,
  path: '/',
  httpOnly: true,
  secure: origin.startsWith('https:'),
  sameSite: 'lax' as const,
})
