// Opens the conversation with somebody; the same people always get the same one.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { PersonId } from '../../../contract/ids.ts'
import { paths } from '../../app/paths.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { showToast } from '../../ui/Toast.tsx'

export function useOpenDirect(personId: PersonId, onDone?: () => void) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [isRunning, setRunning] = useState(false)
  const open = async () => {
    setRunning(true)
    try {
      const { joined } = await call('channels.openDirect', { personIds: [personId] })
      onDone?.()
      navigate(paths.channel(joined.channel.id))
    } catch (error) {
      showToast({ tone: 'danger', title: failureText(t, error) })
    } finally {
      setRunning(false)
    }
  }
  return { open, isRunning }
}
