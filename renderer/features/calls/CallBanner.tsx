// Above the timeline while a call is open in the conversation: who is in it, since when, and the way in.
import { Radio } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallView } from '../../../contract/calls.ts'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../people/use-now.ts'
import { clockOf } from './duration.ts'
import { Faces } from './Faces.tsx'
import { openCall, useMyCallChannel } from './use-call.ts'

export function CallBanner({ call }: { call: CallView }) {
  const { t } = useTranslation('calls')
  const isHere = useMyCallChannel() === call.channelId
  const there = call.participants.filter(({ state }) => state === 'joined').map(({ personId }) => personId)
  return (
    <section
      aria-label={t('banner.label')}
      className="flex min-h-11 shrink-0 items-center gap-3 border-b border-line bg-good-tint py-1.5 ps-5 pe-3 text-good-ink"
    >
      <Radio size={16} className="shrink-0" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
        <span className="font-semibold">{t(isHere ? 'banner.here' : 'banner.title')}</span>
        <Since startedAt={call.startedAt} />
        <Faces personIds={there} most={6} />
        <span className="text-sm narrow:hidden">{t('banner.people', { count: there.length })}</span>
      </div>
      <Button size="sm" variant={isHere ? 'secondary' : 'primary'} onPress={() => openCall(call.channelId)}>
        {t(isHere ? 'banner.show' : 'banner.join')}
      </Button>
    </section>
  )
}

function Since({ startedAt }: { startedAt: string }) {
  const now = useNow(1000)
  return <span className="text-sm tabular-nums">{clockOf(now.getTime() - Date.parse(startedAt))}</span>
}
