// The addresses of the client, written in one place. Components link with these, routes.tsx reads them.
import type { BoardId, ChannelId, MessageId, PersonId, TaskId } from '../../contract/ids.ts'

export const paths = {
  home: '/',
  unreads: '/unreads',
  activity: '/activity',
  mentions: '/mentions',
  threads: '/threads',
  files: '/files',
  scheduled: '/scheduled',
  reminders: '/reminders',
  saved: '/later',
  drafts: '/drafts',
  calls: '/calls',
  search: '/search',
  callDoctor: '/call-doctor',
  channel: (channelId: ChannelId) => `/c/${channelId}`,
  /** A permalink: the channel, with this message in view. */
  message: (channelId: ChannelId, messageId: MessageId) => `/c/${channelId}/m/${messageId}`,
  /** The channel with a thread beside it; `replyId` is brought into view. */
  thread: (channelId: ChannelId, rootId: MessageId, replyId?: MessageId) =>
    `/c/${channelId}/t/${rootId}${replyId ? `?reply=${replyId}` : ''}`,
  board: (boardId: BoardId) => `/b/${boardId}`,
  /** The board with a task beside it. */
  task: (boardId: BoardId, taskId: TaskId) => `/b/${boardId}?task=${taskId}`,
  myTasks: '/tasks',
  settings: (tab?: string) => (tab ? `/settings/${tab}` : '/settings'),
  admin: (tab?: string) => (tab ? `/admin/${tab}` : '/admin'),
} as const

/** The whole address, to be copied and sent to somebody. */
export const absolute = (path: string) => new URL(path, window.location.origin).href

/** What stands in the right pane besides a thread lives in the address's query, so that Back closes it. */
export type PaneQuery = { details?: '1' | 'files'; person?: PersonId; task?: TaskId }
