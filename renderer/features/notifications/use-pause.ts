// Pauses the viewer's notifications, or ends the pause; a refusal is said in a toast.
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { showToast } from '../../ui/Toast.tsx'

export function usePause(): (until: Date | null) => void {
  const { t } = useTranslation()
  return useCallback(
    (until) => {
      call('notifications.pause', { until: until?.toISOString() ?? null }).catch((error: unknown) =>
        showToast({ tone: 'danger', title: failureText(t, error) }),
      )
    },
    [t],
  )
}
