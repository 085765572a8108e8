// Asks before something that can't be taken back lightly. Stays open, with the reason, when it fails.
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureText } from './submit.ts'

export type ConfirmDialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: ReactNode
  /** What will happen, in a sentence or two. */
  children?: ReactNode
  confirmLabel: string
  isDestructive?: boolean
  /** Closes when it resolves; what is thrown is told in a sentence. */
  onConfirm: () => unknown
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onOpenChange, title, children, confirmLabel, isDestructive, onConfirm } = props
  const { t } = useTranslation('ui')
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const change = (open: boolean) => {
    setFailure(null)
    onOpenChange(open)
  }
  const confirm = async () => {
    setRunning(true)
    setFailure(null)
    try {
      await onConfirm()
      change(false)
    } catch (error) {
      setFailure(failureText(t, error))
    } finally {
      setRunning(false)
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={change}
      title={title}
      role="alertdialog"
      isDismissable={!isRunning}
      footer={
        <>
          <Button variant="ghost" onPress={() => change(false)} isDisabled={isRunning}>
            {t('cancel')}
          </Button>
          <Button
            variant={isDestructive ? 'danger' : 'primary'}
            onPress={confirm}
            isPending={isRunning}
            autoFocus
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children && <div className="text-base text-ink-soft">{children}</div>}
      {failure && (
        <Banner tone="danger" className="mt-3">
          {failure}
        </Banner>
      )}
    </Dialog>
  )
}
