// Who may come in: everybody of the conversation, only who is let in, or nobody more.
import { useTranslation } from 'react-i18next'
import { Switch } from '../../../ui/Switch.tsx'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'

export function HostRules() {
  const { t } = useTranslation('calls')
  const isLocked = liveCallStore((state) => state.call?.isLocked ?? false)
  const hasLobby = liveCallStore((state) => state.call?.hasLobby ?? false)
  return (
    <div className="flex flex-col gap-2.5">
      <Switch
        isSelected={hasLobby}
        onChange={(isOn) => callActions.setRules({ hasLobby: isOn })}
        description={t('rules.lobbyHint')}
      >
        {t('rules.lobby')}
      </Switch>
      <Switch
        isSelected={isLocked}
        onChange={(isOn) => callActions.setRules({ isLocked: isOn })}
        description={t('rules.lockHint')}
      >
        {t('rules.lock')}
      </Switch>
    </div>
  )
}
