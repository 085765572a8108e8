// Plays the plan through the real services, with their clock moved back: journal, positions and unread marks are what
// they would be had it all happened. Every step may come twice, so a filling that was cut off goes on where it was.
import type { ChannelId, ClientId, FileId, MessageId } from '../../contract/ids.ts'
import type { Context } from '../core/context.ts'
import {
  archiveChannel,
  createChannel,
  inviteToChannel,
  loadJoinedChannels,
  openDirect,
} from '../features/channels/service.ts'
import { addReaction, deleteMessage, editMessage, sendMessage } from '../features/messages/service.ts'
import { deactivatePerson } from '../features/people/service.ts'
import type { Calendar } from './calendar.ts'
import { idOf } from './chance.ts'
import { demoChannels } from './channels.ts'
import { bringDemoFile } from './files.ts'
import type { Scene } from './parse-talk.ts'
import { actorOf, type CastName, cast, castNames, personIdOf } from './people.ts'
import { type Happening, planTalk } from './plan.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

/** What happens besides talk. */
type Change = { at: number; by: CastName; kind: 'join' | 'leave' | 'archive' }
type Step = Happening | Change
/** One channel with a clock of its own, so that several can go on at once. */
type Lane = {
  name: string
  at: number
  context: Context
  steps: Step[]
  channelId: ChannelId | null
  isOver: boolean
}

export type Filled = { channelIds: Map<string, ChannelId>; freshThreads: Set<MessageId> }

/** When somebody came who was not there from the start. */
const joinedAt = (calendar: Calendar, name: CastName): number => {
  const { joinedDay } = cast[name]
  return joinedDay === undefined ? 0 : calendar.at(joinedDay, '08:20')
}

function changesOf(calendar: Calendar, name: string, talk: Happening[]): Change[] {
  const channel = demoChannels[name]
  if (!channel) return []
  const [first, last] = [talk[0]?.at ?? 0, talk.at(-1)?.at ?? 0]
  const late = channel.members.filter((by) => joinedAt(calendar, by) > first)
  const changes = late.map((by): Change => ({ kind: 'join', at: joinedAt(calendar, by), by }))
  if (channel.isArchived) changes.push({ kind: 'archive', at: last + hourMs, by: channel.maker })
  if (name !== 'general') return changes
  const leavers = castNames.filter((by) => cast[by].leftDay !== undefined)
  return [
    ...changes,
    ...leavers.map((by): Change => ({ kind: 'leave', at: calendar.at(cast[by].leftDay ?? 0, '18:30'), by })),
  ]
}

function layLane(context: Context, calendar: Calendar, name: string, talk: Happening[]): Lane {
  const steps: Step[] = [...talk, ...changesOf(calendar, name, talk)].sort((a, b) => a.at - b.at)
  const lane: Lane = { name, at: 0, context, steps, channelId: null, isOver: false }
  lane.context = { ...context, clock: { now: () => new Date(lane.at) } }
  return lane
}

/** The lane's channel; it is made at its first step. */
async function openChannel(calendar: Calendar, { name, at, context }: Lane) {
  const channel = demoChannels[name]
  if (!channel) {
    const [maker, ...others] = name.split('+') as [CastName, ...CastName[]]
    return (await openDirect(context, actorOf(maker), others.map(personIdOf))).channel
  }
  const maker = actorOf(channel.maker)
  const known = (await loadJoinedChannels(context, maker)).find((one) => one.channel.name === name)
  if (known) return known.channel
  const memberIds = channel.members.filter((member) => joinedAt(calendar, member) <= at).map(personIdOf)
  return (await createChannel(context, maker, { kind: channel.kind, name, topic: channel.topic, memberIds }))
    .channel
}

async function change({ name, context }: Lane, channelId: ChannelId, { kind, by }: Change): Promise<void> {
  const maker = actorOf(demoChannels[name]?.maker ?? 'alice')
  if (kind === 'join') await inviteToChannel(context, maker, { channelId, personIds: [personIdOf(by)] })
  else if (kind === 'archive') await archiveChannel(context, maker, { channelId, isArchived: true })
  else await deactivatePerson(context, actorOf('alice'), personIdOf(by))
}

/** Fills the demo. `scenes` in any order; the calendar tells their times. */
export async function playTalk(mainContext: Context, calendar: Calendar, scenes: Scene[]): Promise<Filled> {
  const lanes = [...planTalk(calendar, scenes)].map(([name, talk]) =>
    layLane(mainContext, calendar, name, talk),
  )
  const sent = new Map<string, MessageId>()
  const freshThreads = new Set<MessageId>()
  const idOfMessage = (key: string) => sent.get(key) as MessageId

  const send = async ({ context }: Lane, channelId: ChannelId, step: Happening & { kind: 'send' }) => {
    const { body, alsoToChannel } = step
    const clientId = idOf(`message/${step.key}`) as ClientId
    const actor = actorOf(step.by)
    const fileIds: FileId[] = []
    for (const name of step.files) fileIds.push(await bringDemoFile(mainContext, actor, channelId, name))
    const threadId = step.rootKey === null ? null : idOfMessage(step.rootKey)
    const { id } = await sendMessage(context, actor, {
      clientId,
      channelId,
      body,
      threadId,
      alsoToChannel,
      fileIds,
    })
    sent.set(step.key, id)
    if (step.isFresh) freshThreads.add(id)
  }
  const take = async (lane: Lane, channelId: ChannelId, step: Step) => {
    const actor = actorOf(step.by)
    if (step.kind === 'send') return send(lane, channelId, step)
    if (step.kind === 'edit')
      return editMessage(lane.context, actor, { messageId: idOfMessage(step.key), body: step.body })
    if (step.kind === 'delete') return deleteMessage(lane.context, actor, idOfMessage(step.key))
    if (step.kind === 'react')
      return addReaction(lane.context, actor, { messageId: idOfMessage(step.key), emoji: step.emoji })
    return change(lane, channelId, step)
  }
  const playUntil = async (lane: Lane, until: number) => {
    for (let step = lane.steps[0]; step && step.at < until && !lane.isOver; step = lane.steps[0]) {
      lane.at = step.at
      if (!lane.channelId) {
        const { id, isArchived } = await openChannel(calendar, lane)
        lane.channelId = id
        // Archiving is the last step of a lane: all of it was done before.
        lane.isOver = isArchived
        continue
      }
      await take(lane, lane.channelId, step)
      lane.steps.shift()
    }
  }
  // Day by day, so that the audit trail, which has one order for all channels, reads like a diary.
  const firstAt = Math.min(...lanes.map(({ steps }) => steps[0]?.at ?? calendar.end))
  for (let until = firstAt + dayMs; until < calendar.end + 2 * dayMs; until += dayMs) {
    await Promise.all(lanes.map((lane) => playUntil(lane, until)))
  }
  const opened = lanes.flatMap(({ name, channelId }): [string, ChannelId][] =>
    channelId ? [[name, channelId]] : [],
  )
  return { channelIds: new Map(opened), freshThreads }
}
