// Views inside answers reach the stores at once, whoever asked; where an entry tells the same, the higher revision wins.
import type { CommandName, OutputOf } from '../../contract/commands.ts'
import { withChannel, withJoined } from '../features/channels/reducer.ts'
import { channelsStore } from '../features/channels/store.ts'
import { groupsStore, withGroup } from '../features/groups/store.ts'
import { withPerson, withWorkspace } from '../features/people/reducer.ts'
import { peopleStore } from '../features/people/store.ts'

type Answer<Name extends CommandName> = OutputOf<Name>

/** Takes what an answer shows. Memberships are left to their entries: an answer may be older than what was heard. */
export function adoptAnswer({ name, output }: { name: CommandName; output: unknown }): void {
  switch (name) {
    case 'channels.create':
    case 'channels.join':
    case 'channels.openDirect': {
      const { joined } = output as Answer<'channels.create'>
      if (!channelsStore.getState().channels.has(joined.channel.id)) {
        channelsStore.setState((state) => withJoined(state, joined))
      }
      break
    }
    case 'channels.update':
    case 'channels.archive':
      channelsStore.setState((state) => withChannel(state, (output as Answer<'channels.update'>).channel))
      break
    case 'people.updateProfile':
    case 'people.setPicture':
    case 'people.setStatus':
    case 'people.setRole':
    case 'people.deactivate':
    case 'people.reactivate':
    case 'notifications.setQuietTimes':
    case 'notifications.pause':
      peopleStore.setState((state) => withPerson(state, (output as Answer<'people.updateProfile'>).person))
      break
    case 'bots.create':
    case 'bots.renewToken':
      peopleStore.setState((state) => withPerson(state, (output as Answer<'bots.create'>).bot))
      break
    case 'groups.create':
    case 'groups.update':
    case 'groups.changeMembers':
    case 'groups.archive':
      groupsStore.setState((state) => withGroup(state, (output as Answer<'groups.create'>).group))
      break
    case 'workspace.rename':
    case 'workspace.setMailExcerpts':
      peopleStore.setState((state) => withWorkspace(state, (output as Answer<'workspace.rename'>).workspace))
      break
    default:
  }
}
