// Suggestions from what this browser knows: people, own channels, searches of lately.
import { useMemo } from 'react'
import { useChannels } from '../channels/store.ts'
import { useGroups } from '../groups/store.ts'
import { usePeople } from '../people/store.ts'
import { useRecentSearches } from './recent-searches.ts'
import { type Named, suggest } from './suggestions.ts'

/** Names that filters may mean; conversations are found by their people. */
export function useNamed(): { people: Named[]; groups: Named[]; channels: Named[] } {
  const people = usePeople()
  const known = useGroups()
  const joined = useChannels()
  return useMemo(
    () => ({
      people: people.map(({ id, name }) => ({ id, name })),
      groups: known.flatMap(({ id, handle, isArchived }) => (isArchived ? [] : [{ id, name: handle }])),
      channels: joined.flatMap(({ channel }) =>
        channel.name === null ? [] : [{ id: channel.id, name: channel.name }],
      ),
    }),
    [people, known, joined],
  )
}

export function useSuggestions(typed: string, caret: number) {
  const { people, groups, channels } = useNamed()
  const recent = useRecentSearches()
  return useMemo(
    () => suggest(typed, caret, { people, groups, channels, recent, today: new Date() }),
    [typed, caret, people, groups, channels, recent],
  )
}
