// Changes the viewer's rules: shown at once, taken back with a sentence when the server refuses.
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../../contract/commands.ts'
import { failureText } from '../../app/submit.ts'
import { call } from '../../data/api.ts'
import { showToast } from '../../ui/Toast.tsx'
import { rulesStore } from './rules.ts'

type Change = InputOf<'notifications.setRules'>

/** Answers whether the server took it. */
export function useSetRules(): (change: Change) => Promise<boolean> {
  const { t } = useTranslation()
  return useCallback(
    async (change) => {
      const before = rulesStore.getState()
      const wanted = { rules: { ...before.rules, ...(change as Partial<typeof before.rules>) } }
      rulesStore.setState(wanted)
      try {
        await call('notifications.setRules', change)
        return true
      } catch (error) {
        // Unless an entry has told something newer meanwhile.
        if (rulesStore.getState().rules === wanted.rules) rulesStore.setState(before)
        showToast({ tone: 'danger', title: failureText(t, error) })
        return false
      }
    },
    [t],
  )
}
