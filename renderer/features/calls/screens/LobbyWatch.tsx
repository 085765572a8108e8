// Tells a host who waits to be let in, wherever in the app the host looks.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '../../../../contract/ids.ts'
import { showToast } from '../../../ui/Toast.tsx'
import { personName } from '../../people/store.ts'
import { useWaiting } from './use-waiting.ts'

export function LobbyWatch() {
  const { t } = useTranslation('calls')
  const waiting = useWaiting()
  const told = useRef(new Set<PersonId>())
  useEffect(() => {
    for (const id of told.current) if (!waiting.includes(id)) told.current.delete(id)
    for (const id of waiting) {
      if (told.current.has(id)) continue
      told.current.add(id)
      showToast({ title: t('people.knocks', { name: personName(id) || t('somebody') }) })
    }
  }, [waiting, t])
  return null
}
