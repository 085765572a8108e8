// Signing out by one's own wish; any other end of the session is explained on the sign-in page.
import { signOut } from '../data/session.ts'

let hasAsked = false

export async function leave(): Promise<void> {
  hasAsked = true
  await signOut()
}

/** Whether the last end of the session was wished for. Asking forgets it. */
export function takeLeaving(): boolean {
  const answer = hasAsked
  hasAsked = false
  return answer
}
