// A reminder that others see one's screen, with the way to end it.
import { MonitorUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'

export function OwnShares() {
  const { t } = useTranslation('calls')
  const shares = liveCallStore(({ own }) => own.shares)
  return shares.map((share, index) => (
    <div
      key={share.shareId}
      role="status"
      className="mx-2 mb-1.5 flex shrink-0 items-center gap-2.5 rounded-lg bg-accent-tint py-1 ps-3 pe-1.5 text-sm text-accent-ink"
    >
      <MonitorUp size={15} className="shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate">
        {t(shares.length > 1 ? 'share.sharingNumber' : 'share.sharing', { number: index + 1 })}
        <span className="opacity-75">
          {' · '}
          {t(share.hint === 'text' ? 'share.isText' : 'share.isMotion')}
          {share.hasSound && ` · ${t('share.withSound')}`}
        </span>
      </span>
      <Button
        size="sm"
        variant="ghost"
        className="text-accent-ink"
        onPress={() => callActions.setShareHint(share.shareId, share.hint === 'text' ? 'motion' : 'text')}
      >
        {t(share.hint === 'text' ? 'share.toMotion' : 'share.toText')}
      </Button>
      <Button size="sm" variant="danger" onPress={() => callActions.stopShare(share.shareId)}>
        {t('share.stop')}
      </Button>
    </div>
  ))
}
