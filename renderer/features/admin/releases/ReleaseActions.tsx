// What can be done with a release: hand it out, further, no more, or take it away.
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../app/ConfirmDialog.tsx'
import { call } from '../../../data/api.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuTrigger } from '../../../ui/Menu.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { HandOutDialog } from './HandOutDialog.tsx'
import type { ReleaseRowProps } from './ReleaseRow.tsx'
import { newestHandedOut } from './standing.ts'
import { systemText } from './words.ts'

type Asked = 'handOut' | 'withdraw' | 'remove'
const handOutWords = {
  draft: 'handOut',
  incomplete: 'handOut',
  sharing: 'raise',
  withdrawn: 'handOutAgain',
} as const

type ReleaseActionsProps = ReleaseRowProps & {
  /** The sentence that tells why it can't be handed out. */
  faultId: string | undefined
}

export function ReleaseActions(props: ReleaseActionsProps) {
  const { release, standing, siblings, onChanged, onRemoved, faultId } = props
  const { t } = useTranslation('releases')
  const [asked, setAsked] = useState<Asked | null>(null)
  const { id: releaseId, feed, version } = release
  const names = { system: systemText(t, feed), version }
  const close = () => setAsked(null)
  const isHandedOut = release.state === 'published'
  const before = newestHandedOut(siblings.filter(({ id }) => id !== releaseId))
  const word = standing.kind in handOutWords ? handOutWords[standing.kind as keyof typeof handOutWords] : null

  const withdraw = async () => {
    await call('releases.withdraw', { releaseId })
    showToast({ tone: 'good', title: t('done.withdrawn', { version }) })
    await onChanged()
  }
  const remove = async () => {
    await call('releases.remove', { releaseId })
    showToast({ tone: 'good', title: t('done.removed', { version }) })
    void onRemoved()
  }
  return (
    <span className="flex shrink-0 items-center gap-1">
      {word && (
        <Button
          size="sm"
          aria-label={t('named', { action: t(word), ...names })}
          aria-describedby={faultId}
          isDisabled={standing.fault !== null}
          onPress={() => setAsked('handOut')}
        >
          {t(word)}
        </Button>
      )}
      <MenuTrigger>
        <IconButton label={t('more', names)} icon={<Ellipsis size={16} />} hasTooltip={false} />
        <Menu
          label={t('more', names)}
          placement="bottom end"
          {...(isHandedOut && { disabledKeys: ['remove'] })}
        >
          {isHandedOut && <MenuItem onAction={() => setAsked('withdraw')}>{t('withdraw')}</MenuItem>}
          <MenuItem
            id="remove"
            isDestructive
            description={isHandedOut && t('removeFirst')}
            onAction={() => setAsked('remove')}
          >
            {t('remove')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <HandOutDialog isOpen={asked === 'handOut'} release={release} onClose={close} onChanged={onChanged} />
      <ConfirmDialog
        isOpen={asked === 'withdraw'}
        onOpenChange={close}
        title={t('withdrawTitle', names)}
        confirmLabel={t('withdrawConfirm')}
        isDestructive
        onConfirm={withdraw}
      >
        {t('withdrawBody')}{' '}
        {before && standing.kind !== 'replaced' && t('withdrawBefore', { version: before.version })}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'remove'}
        onOpenChange={close}
        title={t('removeTitle', names)}
        confirmLabel={t('removeConfirm')}
        isDestructive
        onConfirm={remove}
      >
        {t('removeBody')}
      </ConfirmDialog>
    </span>
  )
}
