// The calls themselves, the newest first; older ones on demand.
import { PhoneOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadedList } from '../../../app/LoadedList.tsx'
import { useLoaded } from '../../../app/loaded.ts'
import { useSubmit } from '../../../app/submit.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { CallRow, type ListedCall } from './CallRow.tsx'

const firstPage = { limit: 20 }
type Older = { calls: ListedCall[]; hasMore: boolean }

export function CallList() {
  const { t } = useTranslation('admin')
  const list = useLoaded('calls.qualityList', firstPage)
  const [older, setOlder] = useState<Older | null>(null)
  const page = useSubmit('calls.qualityList')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a fresh first page makes the older ones void
  useEffect(() => setOlder(null), [list.data])
  return (
    <LoadedList list={list} hasAvatar={false}>
      {(first) => {
        const calls = [...first.calls, ...(older?.calls ?? [])]
        const last = calls.at(-1)
        if (!last) {
          return (
            <EmptyState icon={<PhoneOff size={22} />} title={t('calls.none')}>
              {t('calls.noneHint')}
            </EmptyState>
          )
        }
        const more = async () => {
          const answer = await page.submit({ ...firstPage, before: last.startedAt })
          if (answer) setOlder({ ...answer, calls: [...(older?.calls ?? []), ...answer.calls] })
        }
        return (
          <>
            <div className="overflow-hidden rounded-xl border border-line bg-raised">
              {calls.map((call) => (
                <CallRow key={call.callId} call={call} />
              ))}
            </div>
            {page.sentence && <Banner tone="danger">{page.sentence}</Banner>}
            {(older ?? first).hasMore && (
              <Button
                className="self-center"
                onPress={more}
                isPending={page.isRunning}
                isDisabled={page.isWaiting}
              >
                {t('calls.older')}
              </Button>
            )}
          </>
        )
      }}
    </LoadedList>
  )
}
