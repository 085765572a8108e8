// Reads talk/*.ts, which are written like a play:
//
//   # product 62 10:05        a scene: where, how many workdays ago, at what time in Berlin; `any`: whatever the hour
//   # product -50m            the same, so many minutes before now
//   alice: Good morning!      a message; further lines are indented by two spaces
//   bob> Morning.             a reply in the thread of the message above
//   bob>> Morning, all.       a reply that also goes to the channel
//   ! plan.png                a file it carries, see files.ts
//   + 👍 bob carla            reactions to what is above
//   ~ Good evening!           what it was edited to
//   -                         it was deleted
//
// `alice+bob` is their conversation. `@alice`, `@channel` and `@here` become mentions. A backtick would end the string
// in TypeScript, so the talk has ´ for it.
import { type CastName, isCastName, personIdOf } from './people.ts'

export type Line = {
  author: CastName
  body: string
  place: 'channel' | 'thread' | 'both'
  files: string[]
  reactions: { emoji: string; by: CastName[] }[]
  editedTo: string | null
  isDeleted: boolean
}
export type Start = { day: number; time: string; zone?: string } | { minutesAgo: number }
export type Scene = { key: string; channel: string; start: Start; isAnyHour: boolean; lines: Line[] }

const scenePattern = /^# (\S+) (?:-(\d+)m|(\d+) (\d\d:\d\d))( any)?$/
const linePattern = /^([a-z]+)(:|>>?) (.*)$/
const places = { ':': 'channel', '>': 'thread', '>>': 'both' } as const

const castName = (text: string): CastName => {
  if (!isCastName(text)) throw new Error(`nobody in the demo is called ${text}`)
  return text
}

/** Mentions and backticks as a message has them. */
export const parseBody = (text: string): string =>
  text
    .trim()
    .replaceAll('´', '`')
    .replace(/(?<![\w.<])@([a-z]+)/g, (whole, name: string) => {
      if (name === 'channel' || name === 'here') return `<!${name}>`
      return isCastName(name) ? `<@${personIdOf(name)}>` : whole
    })

function parseReactions(text: string): Line['reactions'] {
  const reactions: Line['reactions'] = []
  for (const word of text.trim().split(/\s+/)) {
    if (/^[a-z]+$/.test(word)) reactions.at(-1)?.by.push(castName(word))
    else reactions.push({ emoji: word, by: [] })
  }
  return reactions
}

/** A scene's first line. The key names it in every demo; no two scenes have the same one. */
function parseScene(text: string): Scene {
  const [, channel, minutesAgo, day, time, any] = scenePattern.exec(text) ?? []
  if (!channel) throw new Error(`not a scene: ${text}`)
  const start = minutesAgo ? { minutesAgo: Number(minutesAgo) } : { day: Number(day), time: time as string }
  return { key: text.slice(2), channel, start, isAnyHour: any !== undefined, lines: [] }
}

function parseLine(text: string): Line {
  const [, author, sign, body] = linePattern.exec(text) ?? []
  if (!author) throw new Error(`not a line of talk: ${text}`)
  const place = places[sign as keyof typeof places]
  return {
    author: castName(author),
    body: body as string,
    place,
    files: [],
    reactions: [],
    editedTo: null,
    isDeleted: false,
  }
}

/** The template tag of talk/*.ts. Backslashes stay as they are. */
export function talk(text: TemplateStringsArray): Scene[] {
  const scenes: Scene[] = []
  let line: Line | undefined
  for (const row of (text.raw[0] as string).split('\n')) {
    const scene = scenes.at(-1)
    if (row.startsWith('# ')) {
      scenes.push(parseScene(row))
    } else if (row.startsWith('  ') || row === '') {
      if (line?.editedTo != null) line.editedTo += `\n${row.slice(2)}`
      else if (line) line.body += `\n${row.slice(2)}`
    } else if (line && row.startsWith('+ ')) line.reactions.push(...parseReactions(row.slice(2)))
    else if (line && row.startsWith('! ')) line.files.push(row.slice(2))
    else if (line && row.startsWith('~ ')) line.editedTo = row.slice(2)
    else if (line && row === '-') line.isDeleted = true
    else {
      line = parseLine(row)
      scene?.lines.push(line)
    }
  }
  for (const { lines } of scenes) {
    for (const one of lines) {
      one.body = parseBody(one.body)
      if (one.editedTo !== null) one.editedTo = parseBody(one.editedTo)
    }
  }
  return scenes
}
