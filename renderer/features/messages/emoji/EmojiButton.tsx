// A button that opens the emoji picker; the picker and its list load with the first opening.
import { Smile, SmilePlus } from 'lucide-react'
import { lazy, type ReactNode, type RefObject, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton, type IconButtonProps } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'

const EmojiPicker = lazy(() => import('./EmojiPicker.tsx'))

type EmojiButtonProps = {
  label: string
  onPick: (emoji: string) => void
  isReaction?: boolean
  onOpenChange?: (isOpen: boolean) => void
  trigger?: ReactNode
} & Pick<IconButtonProps, 'size' | 'className' | 'shortcut'>

export function EmojiButton({
  label,
  onPick,
  isReaction,
  onOpenChange,
  trigger,
  ...button
}: EmojiButtonProps) {
  const Icon = isReaction ? SmilePlus : Smile
  return (
    <Popover
      label={label}
      placement="top end"
      {...(onOpenChange && { onOpenChange })}
      trigger={<IconButton size="xs" {...button} label={label} icon={trigger ?? <Icon size={15} />} />}
    >
      {(close) => (
        <PickerInside
          onPick={(emoji) => {
            close()
            onPick(emoji)
          }}
        />
      )}
    </Popover>
  )
}

type EmojiPopoverProps = {
  label: string
  anchor: RefObject<Element | null>
  onPick: (emoji: string) => void
  onClose: () => void
}

/** The picker without a button of its own, for keys and menus. */
export function EmojiPopover({ label, anchor, onPick, onClose }: EmojiPopoverProps) {
  return (
    <Popover
      label={label}
      placement="top end"
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <PickerInside
        onPick={(emoji) => {
          onClose()
          onPick(emoji)
        }}
      />
    </Popover>
  )
}

function PickerInside({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation('messages')
  return (
    <Suspense
      fallback={
        <div className="flex h-96 w-88 items-center justify-center">
          <Spinner label={t('emoji.loading')} />
        </div>
      }
    >
      <EmojiPicker onPick={onPick} />
    </Suspense>
  )
}
