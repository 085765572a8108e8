// From scenes to what happens when, in every channel in its order.
import type { Calendar } from './calendar.ts'
import { chanceOf } from './chance.ts'
import type { Line, Scene } from './parse-talk.ts'
import { type CastName, cast } from './people.ts'

/** `key` names the message. A `send` with a `rootKey` is a reply. */
export type Happening = { at: number; key: string; by: CastName } & (
  | {
      kind: 'send'
      body: string
      files: string[]
      rootKey: string | null
      alsoToChannel: boolean
      isFresh: boolean
    }
  | { kind: 'edit'; body: string }
  | { kind: 'delete' }
  | { kind: 'react'; emoji: string }
)

const secondMs = 1000
const minuteMs = 60 * secondMs

/** Somebody reads, thinks and types; once in a while they get a coffee first. */
function pauseMs(chance: () => number, line: Line): number {
  const typing = Math.min(line.body.length * 90, 4 * minuteMs)
  const coffee = chance() < 0.12 ? chance() * 14 * minuteMs : 0
  return 8 * secondMs + typing + chance() * 100 * secondMs + coffee
}

function startOf(calendar: Calendar, { start }: Scene): number {
  return 'day' in start
    ? calendar.at(start.day, start.time, start.zone)
    : calendar.end - start.minutesAgo * minuteMs
}

/** When each line of a scene is sent, ascending, never after the end. */
function timesOf(calendar: Calendar, scene: Scene, chance: () => number): number[] {
  const isFresh = !('day' in scene.start)
  let at = startOf(calendar, scene)
  return scene.lines.map((line, index) => {
    if (index > 0) at += isFresh ? pauseMs(chance, line) / 3 : pauseMs(chance, line)
    const { timeZone, kind } = cast[line.author]
    const isAnytime = isFresh || scene.isAnyHour || kind === 'bot'
    if (!isAnytime) at = calendar.working(at, timeZone, chance() * 40 * minuteMs)
    const stillToCome = scene.lines.length - index
    at = Math.min(at, calendar.end - stillToCome * 20 * secondMs)
    return Math.round(at)
  })
}

function afterwards(line: Line, key: string, sentAt: number, chance: () => number): Happening[] {
  const later = (least: number, most: number) =>
    Math.round(sentAt + (least + chance() * (most - least)) * secondMs)
  const reactions = line.reactions.flatMap(({ emoji, by }) =>
    by.map((name): Happening => ({ kind: 'react', at: later(5, 900), key, by: name, emoji })),
  )
  const { author: by, editedTo, isDeleted } = line
  if (editedTo !== null) reactions.push({ kind: 'edit', at: later(30, 200), key, by, body: editedTo })
  if (isDeleted) reactions.push({ kind: 'delete', at: later(60, 240), key, by })
  return reactions
}

function planScene(calendar: Calendar, scene: Scene): Happening[] {
  const chance = chanceOf(scene.key)
  const times = timesOf(calendar, scene, chance)
  let rootKey: string | null = null
  return scene.lines.flatMap((line, index) => {
    const key = `${scene.key}/${index}`
    const at = times[index] as number
    const isReply = line.place !== 'channel'
    if (!isReply) rootKey = key
    const send: Happening = {
      kind: 'send',
      at,
      key,
      by: line.author,
      body: line.body,
      files: line.files,
      rootKey: isReply ? rootKey : null,
      alsoToChannel: line.place === 'both',
      isFresh: 'minutesAgo' in scene.start,
    }
    const rest = afterwards(line, key, at, chance)
    return [
      send,
      ...rest.map((one) => ({ ...one, at: Math.max(at + secondMs, Math.min(one.at, calendar.end)) })),
    ]
  })
}

/** What happens in each channel, in the order of time. */
export function planTalk(calendar: Calendar, scenes: Scene[]): Map<string, Happening[]> {
  const plan = new Map<string, Happening[]>()
  for (const scene of scenes) {
    plan.set(scene.channel, [...(plan.get(scene.channel) ?? []), ...planScene(calendar, scene)])
  }
  for (const happenings of plan.values()) happenings.sort((a, b) => a.at - b.at)
  return plan
}
