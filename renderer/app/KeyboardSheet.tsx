// Every shortcut that works right now, on one sheet: `?` opens it.
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { allKeys, type Shortcut, type ShortcutGroup, useShortcuts } from './keyboard.ts'

const groups: readonly ShortcutGroup[] = [
  'general',
  'navigation',
  'channel',
  'message',
  'composer',
  'board',
  'call',
]

export function KeyboardSheet({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const { t } = useTranslation()
  const shortcuts = useShortcuts()
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={t('keyboard.title')} size="lg">
      {/* A long sheet is scrolled by keys too, and has nothing else to hold on to. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reachable by keyboard */}
      <div tabIndex={0} className="columns-2 gap-8 narrow:columns-1">
        {groups.map((group) => {
          const mine = shortcuts.filter((shortcut) => shortcut.group === group)
          if (mine.length === 0) return null
          return (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-sm font-semibold text-ink-faint">{t(`keyboard.groups.${group}`)}</h3>
              <dl>
                {mine.map((shortcut) => (
                  <Row key={shortcut.id} shortcut={shortcut} />
                ))}
              </dl>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}

function Row({ shortcut }: { shortcut: Shortcut }) {
  const { t } = useTranslation()
  return (
    <div className="flex min-h-8 items-center justify-between gap-4 border-b border-line py-1 last:border-0">
      <dt className="min-w-0">{shortcut.label}</dt>
      <dd className="flex shrink-0 items-center gap-1.5 text-xs text-ink-faint">
        {allKeys(shortcut).map((keys, index) => (
          <span key={keys} className="flex items-center gap-1.5">
            {index > 0 && t('keyboard.or')}
            <Kbd keys={keys} />
          </span>
        ))}
      </dd>
    </div>
  )
}
