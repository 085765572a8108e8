// A sentence that comes and goes. `showToast` from anywhere; <ToastRegion> stands once, in the shell.
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'

export type ToastOptions = {
  title: string
  body?: ReactNode
  tone?: 'neutral' | 'good' | 'danger'
  /** Such as "Undo". */
  action?: { label: string; run: () => void }
  /** 0 keeps it until it is closed. */
  timeoutMs?: number
}

const queue = new ToastQueue<ToastOptions>({ maxVisibleToasts: 3 })

/** Shows a toast; the answer takes it away again. */
export function showToast(options: ToastOptions): () => void {
  const timeout = options.timeoutMs ?? (options.tone === 'danger' || options.action ? 9000 : 5000)
  const key = queue.add(options, timeout > 0 ? { timeout } : {})
  return () => queue.close(key)
}

/** What was said to one person is not for the next. */
export const clearToasts = (): void => queue.clear()

const tones = {
  neutral: { icon: Info, colour: 'text-accent-ink' },
  good: { icon: CircleCheck, colour: 'text-good-ink' },
  danger: { icon: CircleAlert, colour: 'text-danger-ink' },
}

export function ToastRegion() {
  const { t } = useTranslation('ui')
  return (
    <AriaToastRegion
      queue={queue}
      aria-label={t('notices')}
      // Lower where something else stands in the corner and says how high it is.
      className="fixed top-[calc(3.5rem+var(--toasts-below,0px))] right-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 outline-none"
    >
      {({ toast }) => {
        const { title, body, tone = 'neutral', action } = toast.content
        const { icon: Icon, colour } = tones[tone]
        return (
          <AriaToast
            toast={toast}
            className="flex animate-rise-in items-start gap-2.5 rounded-lg bg-raised py-2.5 pr-2 pl-3 shadow-float"
          >
            <Icon size={17} className={`mt-0.5 shrink-0 ${colour}`} aria-hidden />
            <ToastContent className="min-w-0 flex-1 pt-px">
              <Text slot="title" className="block font-medium break-words">
                {title}
              </Text>
              {body && (
                <Text slot="description" className="block text-sm break-words text-ink-soft">
                  {body}
                </Text>
              )}
            </ToastContent>
            {action && (
              <Button
                size="sm"
                variant="ghost"
                onPress={() => {
                  queue.close(toast.key)
                  action.run()
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton slot="close" size="xs" label={t('close')} hasTooltip={false} icon={<X size={14} />} />
          </AriaToast>
        )
      }}
    </AriaToastRegion>
  )
}
