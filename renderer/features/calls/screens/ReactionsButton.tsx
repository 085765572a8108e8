// A quick sign to everybody.
import { Ellipsis, Hand, SmilePlus } from 'lucide-react'
import { Button, DialogTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button as UiButton } from '../../../ui/Button.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { callActions } from '../actions.ts'
import { liveCallStore } from '../state.ts'

const signs = ['👍', '👏', '❤️', '😂', '🎉', '😮', '🤔', '👎'] as const

const opener =
  'flex size-11 shrink-0 items-center justify-center rounded-xl bg-control text-ink transition-colors data-hovered:bg-control-strong'

export function ReactionsButton() {
  const { t } = useTranslation('calls')
  return (
    <DialogTrigger>
      <Tooltip content={t('bar.react')}>
        <Button aria-label={t('bar.react')} className={opener}>
          <SmilePlus size={19} />
        </Button>
      </Tooltip>
      <Popover label={t('bar.react')} placement="top">
        <Signs />
      </Popover>
    </DialogTrigger>
  )
}

/** Where there is little room: signs, and the hand. */
export function MoreButton() {
  const { t } = useTranslation('calls')
  const isUp = liveCallStore(({ seats, seatId }) => Boolean(seatId && seats.get(seatId)?.handRaisedAt))
  return (
    <DialogTrigger>
      <Tooltip content={t('bar.more')}>
        <Button aria-label={t('bar.more')} className={opener}>
          <Ellipsis size={19} />
        </Button>
      </Tooltip>
      <Popover label={t('bar.more')} placement="top">
        {(close) => (
          <div className="flex flex-col">
            <Signs />
            <div className="border-t border-line p-1.5">
              <UiButton
                className="w-full"
                variant="ghost"
                icon={<Hand size={16} />}
                onPress={() => {
                  callActions.raiseHand(!isUp)
                  close()
                }}
              >
                {t(isUp ? 'bar.handDown' : 'bar.hand')}
              </UiButton>
            </div>
          </div>
        )}
      </Popover>
    </DialogTrigger>
  )
}

function Signs() {
  const { t } = useTranslation('calls')
  return (
    <div className="flex gap-0.5 p-1.5">
      {signs.map((emoji) => (
        <Button
          key={emoji}
          aria-label={t('react.with', { emoji })}
          onPress={() => callActions.react(emoji)}
          className="flex size-10 items-center justify-center rounded-md text-2xl leading-none transition-transform data-hovered:scale-115 data-hovered:bg-hover"
        >
          {emoji}
        </Button>
      ))}
    </div>
  )
}
