// Channels the viewer saw while browsing, so that opening one as a preview needs no second question.
import type { ChannelView } from '../../../contract/channels.ts'
import type { ChannelId } from '../../../contract/ids.ts'

const seen = new Map<ChannelId, ChannelView>()
const mostKept = 200

export const previewOf = (id: ChannelId): ChannelView | undefined => seen.get(id)

export function rememberPreview(channel: ChannelView): void {
  if (seen.size >= mostKept) seen.clear()
  seen.set(channel.id, channel)
}
