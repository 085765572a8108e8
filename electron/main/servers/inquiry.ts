// Asks an address what is there, in the session that its page has or will have, and puts a problem into a view.
import { app } from 'electron'
import type { CoverView } from '../../../contract/desktop-views.ts'
import type { Trust } from '../security/trust.ts'
import { type Probed, probeServer } from './probe.ts'
import { sessionOf } from './server-page.ts'

/** The oldest server whose client knows this bridge. */
const leastServer = '0.1.0'

export type Problem = Extract<Probed, { problem: unknown }>

export type Inquiry = {
  ask(origin: string): Promise<Probed>
  /** `address`: as somebody typed it. */
  present(origin: string, address: string, problem: Problem): CoverView
}

/** @param prepare sets up a session before anything is asked in it */
export const createInquiry = (trust: Trust, prepare: (origin: string) => void): Inquiry => ({
  ask(origin) {
    prepare(origin)
    return probeServer(sessionOf(origin), origin, { app: app.getVersion(), leastServer })
  },
  present(origin, address, { problem, detail }) {
    const isUnknown = problem === 'certificateUnknown'
    const certificate = isUnknown ? trust.refusedOf(new URL(origin).hostname) : null
    return { kind: 'problem', address, origin, problem, detail, certificate }
  },
})
