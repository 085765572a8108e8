// The doors of channels.
import { type Route, route } from '../../http/route.ts'
import {
  archiveChannel,
  browseChannels,
  createChannel,
  inviteToChannel,
  joinChannel,
  leaveChannel,
  listChannelMembers,
  openDirect,
  removeFromChannel,
  saveSections,
  setPreference,
  updateChannel,
} from './service.ts'

export const channelRoutes: Route[] = [
  route('channels.create', async (context, actor, input) => ({
    joined: await createChannel(context, actor, input),
  })),
  route('channels.openDirect', async (context, actor, input) => ({
    joined: await openDirect(context, actor, input.personIds),
  })),
  route('channels.update', async (context, actor, input) => ({
    channel: await updateChannel(context, actor, input),
  })),
  route('channels.archive', async (context, actor, input) => ({
    channel: await archiveChannel(context, actor, input),
  })),
  route('channels.join', async (context, actor, input) => ({
    joined: await joinChannel(context, actor, input.channelId),
  })),
  route('channels.leave', async (context, actor, input) => {
    await leaveChannel(context, actor, input.channelId)
    return {}
  }),
  route('channels.invite', async (context, actor, input) => ({
    added: await inviteToChannel(context, actor, input),
  })),
  route('channels.remove', async (context, actor, input) => {
    await removeFromChannel(context, actor, input)
    return {}
  }),
  route('channels.browse', browseChannels),
  route('channels.members', listChannelMembers),
  route('channels.setPreference', async (context, actor, input) => ({
    preference: await setPreference(context, actor, input),
  })),
  route('channels.saveSections', async (context, actor, input) => ({
    sections: await saveSections(context, actor, input.sections),
  })),
]
