// Hands a written message over to be sent later, and says so.
import i18next from 'i18next'
import { navigate } from 'wouter/use-browser-location'
import type { ClientId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { showToast } from '../../ui/Toast.tsx'
import { dueText } from '../due/due-text.ts'
import { arrivedUploads, releaseUploads } from '../files/uploads/current.ts'
import { scheduleMessage } from './store.ts'

let hideDone = () => {}

/** Where what it says can be seen it only stands in the way. */
export const hideScheduledToast = () => hideDone()

type LaterMessage = Omit<Parameters<typeof scheduleMessage>[0], 'sendAt' | 'fileIds'> & {
  uploads: ClientId[]
}

/** Once its files have arrived. Throws what the server says when it does not take it. */
export async function sendLater({ uploads, ...message }: LaterMessage, sendAt: Date): Promise<void> {
  const fileIds = await arrivedUploads(uploads)
  await scheduleMessage({ ...message, fileIds, sendAt: sendAt.toISOString() })
  releaseUploads(uploads)
  hideDone = showToast({
    tone: 'good',
    title: i18next.t('scheduled:done', { when: dueText(sendAt) }),
    action: { label: i18next.t('scheduled:show'), run: () => navigate(paths.scheduled) },
  })
}

export function tellSendLaterFailed(error: unknown): void {
  showToast({ tone: 'danger', title: i18next.t('scheduled:failed'), body: failureText(i18next.t, error) })
}
