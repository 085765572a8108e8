// One line at the top when a new version of the desktop app waits for a restart. In a call it waits, too.
import { Download, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bridge } from '../desktop/bridge.ts'
import { useIsInCall } from '../features/calls/use-call.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'

export function UpdateStrip() {
  const { t } = useTranslation()
  const isInCall = useIsInCall()
  const [version, setVersion] = useState<string | null>(null)
  useEffect(() => {
    void bridge.readUpdate().then(
      (ready) => ready && setVersion(ready),
      () => {},
    )
    return bridge.hear('update.ready', (news) => setVersion(news.version))
  }, [])
  if (version === null || isInCall) return null
  return (
    <div
      role="status"
      className="flex min-h-8 shrink-0 items-center gap-2.5 bg-accent-tint py-0.5 pr-2 pl-3 text-sm text-accent-ink"
    >
      <Download size={15} className="shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">{t('update.ready', { version })}</span>
      <Button size="sm" variant="primary" onPress={bridge.installUpdate}>
        {t('update.restart')}
      </Button>
      <IconButton
        size="xs"
        label={t('update.later')}
        icon={<X size={14} />}
        onPress={() => setVersion(null)}
      />
    </div>
  )
}
