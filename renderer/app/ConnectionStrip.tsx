// One line at the top while the client isn't in touch with the server. Short hiccups stay unmentioned.
import { CloudOff, History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { retryNow, useConnection } from '../data/sync.ts'
import { Button } from '../ui/Button.tsx'
import { Spinner } from '../ui/Spinner.tsx'

/** A reconnect within this time is nobody's business. */
const quietMs = 1500

export function ConnectionStrip() {
  const { t } = useTranslation()
  const { status, fromCache } = useConnection()
  const isLasting = useLasting(status === 'connecting', quietMs)

  if (status === 'offline') {
    return (
      <div
        role="status"
        className="flex min-h-8 shrink-0 items-center gap-2.5 bg-warn-tint py-0.5 pr-2 pl-3 text-sm text-warn-ink"
      >
        <CloudOff size={15} className="shrink-0" aria-hidden />
        <span className="min-w-0 flex-1">{t('connection.offline')}</span>
        <Button size="sm" variant="ghost" className="text-warn-ink" onPress={retryNow}>
          {t('connection.retry')}
        </Button>
      </div>
    )
  }
  if (status === 'connecting' && isLasting) {
    return (
      <div
        role="status"
        className="flex min-h-7 shrink-0 items-center gap-2.5 bg-accent-tint px-3 text-sm text-accent-ink"
      >
        {fromCache ? <History size={14} aria-hidden /> : <Spinner size={14} />}
        {t(fromCache ? 'connection.fromCache' : 'connection.connecting')}
      </div>
    )
  }
  return null
}

function useLasting(isOn: boolean, afterMs: number): boolean {
  const [isLasting, setLasting] = useState(false)
  useEffect(() => {
    if (!isOn) return setLasting(false)
    const timer = setTimeout(() => setLasting(true), afterMs)
    return () => clearTimeout(timer)
  }, [isOn, afterMs])
  return isLasting
}
