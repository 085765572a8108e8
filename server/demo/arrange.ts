// What alice, bob and carla did with theirs: sections, favourites, muted channels, and how far they have read.
import type { ChannelId, SectionId } from '../../contract/ids.ts'
import type { App } from '../app.ts'
import { loadJoinedChannels, saveSections, setPreference } from '../features/channels/service.ts'
import { markChannel, markThread } from '../features/reading/marks.ts'
import { loadUnreadThreads } from '../features/reading/service.ts'
import { idOf } from './chance.ts'
import { type Arrangement, arrangements } from './channels.ts'
import type { Filled } from './fill.ts'
import { actorOf, type CastName, players } from './people.ts'

const sectionIdOf = (name: string) => idOf(`section/${name}`) as SectionId

async function arrangeSidebar(
  { context }: App,
  name: CastName,
  wanted: Arrangement,
  idOfChannel: (name: string) => ChannelId,
) {
  const actor = actorOf(name)
  const sections = wanted.sections ?? []
  await saveSections(
    context,
    actor,
    sections.map((section) => ({ id: sectionIdOf(section.name), name: section.name })),
  )
  for (const section of sections) {
    for (const channel of section.channels) {
      await setPreference(context, actor, {
        channelId: idOfChannel(channel),
        sectionId: sectionIdOf(section.name),
      })
    }
  }
  for (const channel of wanted.favourites)
    await setPreference(context, actor, { channelId: idOfChannel(channel), isFavourite: true })
  for (const channel of wanted.muted)
    await setPreference(context, actor, { channelId: idOfChannel(channel), isMuted: true })
}

async function readMost({ context }: App, name: CastName, { unread }: Arrangement, filled: Filled) {
  const actor = actorOf(name)
  const kept = new Map(
    Object.entries(unread).map(([channel, count]) => [filled.channelIds.get(channel), count]),
  )
  for (const { channel, state } of await loadJoinedChannels(context, actor)) {
    const position = Math.max(0, state.lastPosition - (kept.get(channel.id) ?? 0))
    await markChannel(context, actor, { channelId: channel.id, position, mayGoBack: false })
  }
  for (const { rootId, lastReplyNumber } of await loadUnreadThreads(context, actor)) {
    if (!filled.freshThreads.has(rootId))
      await markThread(context, actor, { rootId, number: lastReplyNumber })
  }
}

/** Call when the listeners have heard all talk: mentions and threads come from them. */
export async function arrange(app: App, filled: Filled): Promise<void> {
  const idOfChannel = (name: string) => {
    const id = filled.channelIds.get(name)
    if (!id) throw new Error(`the demo has no channel ${name}`)
    return id
  }
  for (const name of players) {
    const wanted = arrangements[name]
    if (!wanted) continue
    await arrangeSidebar(app, name, wanted, idOfChannel)
    await readMost(app, name, wanted, filled)
  }
}
