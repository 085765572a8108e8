// A window over the page: it holds the focus, Escape closes it, and the focus goes back where it was.
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from './classes.ts'
import { IconButton } from './IconButton.tsx'

export type DialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: ReactNode
  description?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** Buttons along the bottom, the one that acts last. */
  footer?: ReactNode
  /** false while something runs that must not be lost by a click beside the window. */
  isDismissable?: boolean
  role?: 'dialog' | 'alertdialog'
  /** The body without padding, for lists that reach the edges. */
  isFlush?: boolean
  children?: ReactNode
}

const widths = { sm: 'max-w-[26rem]', md: 'max-w-[34rem]', lg: 'max-w-[48rem]' }

export function Dialog(props: DialogProps) {
  const {
    isOpen,
    onOpenChange,
    title,
    description,
    size = 'sm',
    footer,
    isDismissable = true,
    role,
    isFlush,
    children,
  } = props
  const { t } = useTranslation('ui')
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto bg-backdrop p-4 pt-[min(10vh,6rem)] data-entering:animate-fade-in data-exiting:animate-fade-out"
    >
      <Modal className={classes('w-full data-entering:animate-rise-in', widths[size])} data-modal>
        <AriaDialog
          role={role ?? 'dialog'}
          className="flex max-h-[calc(100dvh-1rem-min(10vh,6rem))] flex-col overflow-hidden rounded-xl bg-raised shadow-float outline-none"
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-1">
            <div className="min-w-0 flex-1">
              <Heading slot="title" className="text-lg font-semibold tracking-[-0.01em] break-words">
                {title}
              </Heading>
              {description && <p className="mt-0.5 text-base text-ink-soft">{description}</p>}
            </div>
            {isDismissable && (
              <IconButton
                label={t('close')}
                icon={<X size={16} />}
                hasTooltip={false}
                onPress={() => onOpenChange(false)}
                className="-mr-1.5"
              />
            )}
          </header>
          <div className={classes('min-h-0 flex-1 overflow-y-auto', isFlush ? 'pt-2' : 'px-5 pt-3 pb-5')}>
            {children}
          </div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
