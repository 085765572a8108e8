// What pages of a server may have of the computer: an allow-list, for that server's own top page.
import {
  type MediaAccessPermissionRequest,
  type Session,
  systemPreferences,
  type WebContents,
} from 'electron'
import { platform } from '../core/platform.ts'
import { isPermitted } from './pages.ts'

/** @param isSwitchedOff what IT took away from pages altogether */
export function allowInSession(
  session: Session,
  origin: string,
  isSwitchedOff: (permission: string) => boolean,
): void {
  const judge = (permission: string, url: string | undefined, isMainFrame: boolean): boolean =>
    !isSwitchedOff(permission) && isPermitted(permission, { url: url ?? '', isMainFrame }, origin)
  session.setPermissionRequestHandler(async (_page: WebContents, permission, answer, details) => {
    const isAllowed = judge(permission, details.requestingUrl, details.isMainFrame)
    answer(
      isAllowed && (permission !== 'media' || (await asksSystem(details as MediaAccessPermissionRequest))),
    )
  })
  session.setPermissionCheckHandler((_page, permission, requestingOrigin, details) =>
    judge(permission, details.requestingUrl ?? requestingOrigin, details.isMainFrame),
  )
  // Keys, scanners, sticks: nothing of ours needs them.
  session.setDevicePermissionHandler(() => false)
}

const devices = { video: 'camera', audio: 'microphone' } as const

/** macOS asks the person once for each app, and only if the app asks it to. */
async function asksSystem({ mediaTypes = [] }: MediaAccessPermissionRequest): Promise<boolean> {
  if (platform !== 'mac') return true
  const answers = await Promise.all(
    mediaTypes.map((type) => systemPreferences.askForMediaAccess(devices[type])),
  )
  return answers.every(Boolean)
}
