// Hands a written message over to be sent later, and says so.
import i18next from 'i18next'
import { navigate } from 'wouter/use-browser-location'
import { paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { showToast } from '../../ui/Toast.tsx'
import { dueText } from '../due/due-text.ts'
import { scheduleMessage } from './store.ts'

/** Throws what the server says when it does not take it. */
export async function sendLater(
  message: Omit<Parameters<typeof scheduleMessage>[0], 'sendAt'>,
  sendAt: Date,
): Promise<void> {
  await scheduleMessage({ ...message, sendAt: sendAt.toISOString() })
  showToast({
    tone: 'good',
    title: i18next.t('scheduled:done', { when: dueText(sendAt) }),
    action: { label: i18next.t('scheduled:show'), run: () => navigate(paths.scheduled) },
  })
}

export function tellSendLaterFailed(error: unknown): void {
  showToast({ tone: 'danger', title: i18next.t('scheduled:failed'), body: failureText(i18next.t, error) })
}
