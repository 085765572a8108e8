// What other features may ask of channels.

export { browseChannels } from './browse.ts'
export { listCallable, listMembersAmong, setCall as setChannelCall } from './db.ts'
export { openDirect } from './direct.ts'
export { loadChannels, loadJoinedChannels } from './load.ts'
export { archiveChannel, createChannel, demandAddable, renameHome, updateChannel } from './manage.ts'
export { addToChannels, insertChannel } from './members.ts'
export {
  inviteToChannel,
  joinChannel,
  leaveChannel,
  listChannelMembers,
  removeFromChannel,
} from './membership.ts'
export { saveSections, setPreference } from './preferences.ts'
export { filterVisible, reachChannel, reachForChange as reachChannelForChange } from './reach.ts'
