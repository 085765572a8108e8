// Asks an address whether a Nucleus server is there, over the same connection settings (proxy, certificates) that its page
// will have.
import type { Session } from 'electron'
import type { ConnectProblem } from '../../../contract/desktop-views.ts'
import { problemOfAnswer, problemOfError } from './diagnose.ts'

const timeLimitMs = 12_000
const longestAnswer = 10_000

/** `detail`: what the network said, for IT. */
export type Probed = { name: string } | { problem: ConnectProblem; detail: string }

export async function probeServer(
  session: Pick<Session, 'fetch'>,
  origin: string,
  versions: { app: string; leastServer: string },
): Promise<Probed> {
  try {
    const answer = await session.fetch(`${origin}/api/workspace.peek`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    })
    const text = (await answer.text()).slice(0, longestAnswer)
    const body = parse(text)
    const problem = problemOfAnswer({ status: answer.status, body }, versions)
    if (problem) return { problem, detail: `HTTP ${answer.status}` }
    return { name: (body as { name: string | null }).name ?? new URL(origin).host }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    if (isLate) return { problem: 'silent', detail: `${timeLimitMs / 1000} s` }
    const said = error instanceof Error ? error.message : String(error)
    return { problem: problemOfError(said), detail: /ERR_[A-Z0-9_]+/.exec(said)?.[0] ?? '' }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
