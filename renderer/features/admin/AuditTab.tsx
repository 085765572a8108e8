// Who did what, and when. Newest first; older ones on demand.
import { ScrollText } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntryView } from '../../../contract/audit.ts'
import { Event } from '../../../contract/events.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { LoadedList } from '../../app/LoadedList.tsx'
import { useLoaded } from '../../app/loaded.ts'
import { useSubmit } from '../../app/submit.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { usePeople } from '../people/store.ts'
import { AuditTable } from './AuditTable.tsx'

const anybody = 'anybody'
const anything = 'anything'
/** Every event the contract knows may be looked for. */
const actions: string[] = Event.options.map((option) => option.shape.type.value)

export function AuditTab() {
  const { t } = useTranslation('admin')
  const [actor, setActor] = useState<string>(anybody)
  const [action, setAction] = useState<string>(anything)
  const people = usePeople()
  const question = {
    actorId: actor === anybody ? null : (actor as PersonId),
    action: action === anything ? null : action,
  }
  const persons = people
    .map(({ id, name }) => ({ id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label))
  const kinds = actions
    .map((id) => ({ id, label: t(`audit.actions.${id}`, { defaultValue: id }) }))
    .sort((a, b) => a.label.localeCompare(b.label))

  return (
    <Section title={t('audit.title')} description={t('audit.lead')}>
      <div className="grid grid-cols-2 gap-3">
        <ComboBox
          label={t('audit.who')}
          emptyText={t('people.none')}
          options={[{ id: anybody, label: t('audit.anybody') }, ...persons]}
          value={actor}
          onChange={setActor}
        />
        <Select
          label={t('audit.what')}
          options={[{ id: anything, label: t('audit.anything') }, ...kinds]}
          value={action}
          onChange={setAction}
        />
      </div>
      <Entries key={JSON.stringify(question)} question={question} />
    </Section>
  )
}

type Question = { actorId: PersonId | null; action: string | null }

function Entries({ question }: { question: Question }) {
  const { t } = useTranslation('admin')
  const list = useLoaded('audit.list', question)
  const [older, setOlder] = useState<{ entries: AuditEntryView[]; hasOlder: boolean } | null>(null)
  const page = useSubmit('audit.list')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a fresh first page makes the older ones void
  useEffect(() => setOlder(null), [list.data])

  return (
    <LoadedList list={list} hasAvatar={false}>
      {(first) => {
        const entries = [...first.entries, ...(older?.entries ?? [])]
        const last = entries.at(-1)
        if (!last) {
          return (
            <EmptyState icon={<ScrollText size={22} />} title={t('audit.none')}>
              {t('audit.noneHint')}
            </EmptyState>
          )
        }
        const more = async () => {
          const answer = await page.submit({ ...question, before: last.id })
          if (answer) setOlder({ ...answer, entries: [...(older?.entries ?? []), ...answer.entries] })
        }
        return (
          <>
            <AuditTable entries={entries} />
            {page.sentence && <Banner tone="danger">{page.sentence}</Banner>}
            {(older ?? first).hasOlder && (
              <Button
                className="self-center"
                onPress={more}
                isPending={page.isRunning}
                isDisabled={page.isWaiting}
              >
                {t('audit.older')}
              </Button>
            )}
          </>
        )
      }}
    </LoadedList>
  )
}
