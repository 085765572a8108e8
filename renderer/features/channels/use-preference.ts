// Sets what the viewer alone sees of a channel: muted, favourite, closed, section.
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../../contract/commands.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { showToast } from '../../ui/Toast.tsx'

type Preference = Omit<InputOf<'channels.setPreference'>, 'channelId'>

export function usePreference(channelId: ChannelId): (preference: Preference) => void {
  const { t } = useTranslation()
  return useCallback(
    (preference) => {
      call('channels.setPreference', { channelId, ...preference }).catch((error: unknown) =>
        showToast({ tone: 'danger', title: failureText(t, error) }),
      )
    },
    [channelId, t],
  )
}
