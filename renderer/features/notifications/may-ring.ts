// Whether a call may make itself heard now. It shows itself in any case.
import type { CallView } from '../../../contract/calls.ts'
import { judge } from '../../../contract/lib/notify.ts'
import { channelsStore } from '../channels/store.ts'
import { peopleStore } from '../people/store.ts'
import { channelRule, rulesStore } from './rules.ts'

export function mayRing({ channelId }: CallView): boolean {
  const { me: my, people } = peopleStore.getState()
  const me = my && people.get(my.personId)
  const joined = channelsStore.getState().channels.get(channelId)
  if (!me || !joined) return true
  return judge('call', rulesStore.getState().rules, channelRule(joined), me, new Date()) === 'announce'
}
