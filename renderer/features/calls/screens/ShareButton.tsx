// Shares a screen, and says how: sharp for text, smooth for films. A second one may be shared beside the first.
import { MonitorUp, MonitorX, ScreenShare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { MenuItem, MenuList, MenuSection, MenuSeparator } from '../../../ui/Menu.tsx'
import { callActions } from '../actions.ts'
import { liveCallStore, type OwnShare } from '../state.ts'
import { ControlButton, WithMenu } from './ControlButton.tsx'
import { callKeys } from './call-keys.ts'

const mostShares = 2

export function ShareButton({ hasMenu }: { hasMenu: boolean }) {
  const { t } = useTranslation('calls')
  const shares = liveCallStore(({ own }) => own.shares)
  const isSharing = shares.length > 0
  const [first] = shares
  const button = (
    <ControlButton
      label={t(isSharing ? 'bar.stopSharing' : 'bar.share')}
      icon={isSharing ? <MonitorX size={19} /> : <MonitorUp size={19} />}
      tone={isSharing ? 'on' : 'plain'}
      shortcut={callKeys.share}
      onPress={() =>
        first && shares.length === 1
          ? callActions.stopShare(first.shareId)
          : isSharing
            ? stopAll(shares)
            : void callActions.startShare('text')
      }
    />
  )
  if (!hasMenu) return button
  return (
    <WithMenu menuLabel={t('bar.shareMenu')} menu={(close) => <ShareMenu shares={shares} onDone={close} />}>
      {button}
    </WithMenu>
  )
}

const stopAll = (shares: readonly OwnShare[]) => {
  for (const { shareId } of shares) callActions.stopShare(shareId)
}

function ShareMenu({ shares, onDone }: { shares: readonly OwnShare[]; onDone: () => void }) {
  const { t } = useTranslation('calls')
  const canStart = shares.length < mostShares
  return (
    <MenuList label={t('bar.shareMenu')} onAction={onDone}>
      {shares.map((share, index) => (
        <MenuSection key={share.shareId} title={t('share.own', { number: index + 1 })}>
          <MenuItem
            icon={<ScreenShare size={15} />}
            onAction={() =>
              callActions.setShareHint(share.shareId, share.hint === 'text' ? 'motion' : 'text')
            }
          >
            {t(share.hint === 'text' ? 'share.toMotion' : 'share.toText')}
          </MenuItem>
          <MenuItem
            icon={<MonitorX size={15} />}
            isDestructive
            onAction={() => callActions.stopShare(share.shareId)}
          >
            {t('share.stop')}
          </MenuItem>
        </MenuSection>
      ))}
      {shares.length > 0 && canStart && <MenuSeparator />}
      {canStart && (
        <MenuItem
          icon={<MonitorUp size={15} />}
          textValue={t('share.text')}
          description={t('share.textHint')}
          onAction={() => void callActions.startShare('text')}
        >
          {t(shares.length > 0 ? 'share.anotherText' : 'share.text')}
        </MenuItem>
      )}
      {canStart && (
        <MenuItem
          icon={<MonitorUp size={15} />}
          textValue={t('share.motion')}
          description={t('share.motionHint')}
          onAction={() => void callActions.startShare('motion')}
        >
          {t(shares.length > 0 ? 'share.anotherMotion' : 'share.motion')}
        </MenuItem>
      )}
    </MenuList>
  )
}
