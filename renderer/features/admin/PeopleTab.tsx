// Everybody with an account: their role, and whether they may come in.
import { UserPlus, UserSearch } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ManagedPersonView } from '../../../contract/people.ts'
import { LoadedList } from '../../app/LoadedList.tsx'
import { useLoaded } from '../../app/loaded.ts'
import { paths } from '../../app/paths.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { useMe } from '../people/store.ts'
import { PersonRow } from './PersonRow.tsx'

const filters = ['active', 'inactive', 'all'] as const
type Filter = (typeof filters)[number]
/** Rows drawn at once; thousands would make every keystroke in the search box slow. */
const pageSize = 100

export function PeopleTab() {
  const { t } = useTranslation('admin')
  const [, navigate] = useLocation()
  const me = useMe()
  const list = useLoaded('people.list', {})
  const people = useMemo(
    () => (list.data?.people ?? []).filter(({ person }) => person.kind === 'person'),
    [list.data],
  )
  const activeCount = people.filter(({ person }) => person.isActive).length
  return (
    <Section
      title={t('people.title')}
      description={list.data && t('people.lead', { count: activeCount })}
      action={
        me?.abilities.canInvitePeople && (
          <Button
            variant="primary"
            icon={<UserPlus size={15} />}
            onPress={() => navigate(paths.admin('invitations'))}
          >
            {t('people.invite')}
          </Button>
        )
      }
    >
      <LoadedList list={list}>
        {() => (
          <Found
            people={people}
            onChanged={(changed) =>
              list.change(({ people }) => ({
                people: people.map((one) =>
                  one.person.id === changed.id ? { ...one, person: changed } : one,
                ),
              }))
            }
          />
        )}
      </LoadedList>
    </Section>
  )
}

type FoundProps = { people: ManagedPersonView[]; onChanged: (person: ManagedPersonView['person']) => void }

function Found({ people, onChanged }: FoundProps) {
  const { t } = useTranslation('admin')
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<Filter>('active')
  const [shown, setShown] = useState(pageSize)

  const found = useMemo(() => {
    const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
    return people
      .filter(({ person }) => filter === 'all' || person.isActive === (filter === 'active'))
      .filter(({ person, email }) => {
        const text = `${person.name} ${person.title} ${email ?? ''}`.toLocaleLowerCase()
        return words.every((word) => text.includes(word))
      })
      .sort((one, other) => one.person.name.localeCompare(other.person.name))
  }, [people, query, filter])
  const rest = found.length - shown

  return (
    <>
      <div className="flex gap-2">
        <SearchField label={t('people.search')} value={query} onChange={setQuery} className="flex-1" />
        <Select
          label={t('people.show')}
          hideLabel
          options={filters.map((id) => ({ id, label: t(`people.filter.${id}`) }))}
          value={filter}
          onChange={setFilter}
          className="w-36"
        />
      </div>
      {found.length === 0 ? (
        <EmptyState icon={<UserSearch size={22} />} title={t('people.none')}>
          {t('people.noneHint')}
        </EmptyState>
      ) : (
        <ul className="flex flex-col">
          {found.slice(0, shown).map((managed) => (
            <PersonRow key={managed.person.id} managed={managed} onChanged={onChanged} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <Button className="self-center" onPress={() => setShown(shown + pageSize)}>
          {t('showMore', { count: Math.min(rest, pageSize) })}
        </Button>
      )}
    </>
  )
}
