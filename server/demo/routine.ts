// What repeats: the stand-up of every morning, releases and backups told by the bot. The words are in talk/routine.ts.
import { chanceOf, pick } from './chance.ts'
import { type Line, parseBody, type Scene } from './parse-talk.ts'
import { type CastName, cast } from './people.ts'
import { parts, releaseNotes, type Tasks, tasks, thanks } from './talk/routine.ts'

const days = 70

const lineOf = (author: CastName, text: string, reactions: Line['reactions'] = []): Line => ({
  author,
  body: parseBody(text),
  place: 'channel',
  files: [],
  reactions,
  editedTo: null,
  isDeleted: false,
})

/** Somebody's words of one morning; the tasks follow each other over the days. */
function standupLine(chance: () => number, list: Tasks, day: number): string {
  const age = days - day
  const place = Math.min(Math.floor((age / (days + 1)) * list.length), list.length - 1)
  const now = list[place] as string
  const before = list[place - 1] ?? 'catching up'
  return pick(chance, [
    `Today: ${now}.`,
    `Yesterday ${before}, today ${now}.`,
    `Still on ${now}. Nothing in the way.`,
    `${now[0]?.toUpperCase()}${now.slice(1)}. Reviews in the afternoon.`,
    `- done: ${before}\n- today: ${now}\n- in the way: nothing`,
    `Half a day today. ${now[0]?.toUpperCase()}${now.slice(1)}.`,
    `Today ${now}, and I could use a second pair of eyes at eleven.`,
  ])
}

/** Three or four of them each morning, in their own morning. */
function standup(day: number): Scene[] {
  const chance = chanceOf(`standup/${day}`)
  const present = (Object.keys(tasks) as CastName[]).filter(
    (name) => day <= (cast[name].joinedDay ?? days) - 2,
  )
  const speakers = present.filter(() => chance() < 0.36)
  return speakers.map((name): Scene => {
    const text = standupLine(chance, tasks[name] as Tasks, day)
    const isCheered = chance() < 0.12
    const cheer = {
      emoji: pick(chance, ['💪', '🙌', '🚀', '👀', '🍀']),
      by: [
        pick(
          chance,
          present.filter((one) => one !== name),
        ),
      ],
    }
    const time = `09:${String(Math.floor(chance() * 58)).padStart(2, '0')}`
    const start = { day, time, zone: cast[name].timeZone }
    return {
      key: `standup ${day} ${name}`,
      channel: 'standup',
      start,
      isAnyHour: true,
      lines: [lineOf(name, text, isCheered ? [cheer] : [])],
    }
  })
}

/** `day` counts backwards, versions forwards. */
function release(day: number): Scene[] {
  const chance = chanceOf(`release/${day}`)
  if (chance() < 0.25) return []
  const part = pick(chance, parts)
  const version = `${part.version}.${Math.floor((days - day) / 3) + 3}.${Math.floor(chance() * 4)}`
  const notes = new Set([pick(chance, part.notes), pick(chance, part.notes), pick(chance, releaseNotes)])
  const list = [...notes].map((note) => `- ${note}`).join('\n')
  const url = `https://releases.tautropf.example/${part.name}/${version}`
  const text = `📦 **${part.name} ${version}** is live · [what changed](${url})\n\n${list}`
  const lines = [
    lineOf(
      'kettle',
      text,
      chance() < 0.3 ? [{ emoji: '📦', by: [pick(chance, ['marek', 'bob', 'kofi'])] }] : [],
    ),
  ]
  if (chance() < 0.2)
    lines.push(lineOf(pick(chance, ['marek', 'daniel', 'kofi', 'greta']), pick(chance, thanks)))
  const time = `${pick(chance, ['11', '13', '16'])}:${pick(chance, ['04', '17', '31', '48'])}`
  return [{ key: `release ${day}`, channel: 'operations', start: { day, time }, isAnyHour: false, lines }]
}

function backup(day: number): Scene[] {
  if (day % 5 !== 3) return []
  const chance = chanceOf(`backup/${day}`)
  const size = 38 + (days - day) * 0.3
  const minutes = 5 + Math.floor(chance() * 4)
  const text = `🟢 **Backup** restored and compared · ${size.toFixed(1)} GB · ${minutes} min · 1,000 of 1,000 readings equal`
  return [
    {
      key: `backup ${day}`,
      channel: 'operations',
      start: { day, time: '08:30' },
      isAnyHour: true,
      lines: [lineOf('kettle', text)],
    },
  ]
}

export function routineScenes(): Scene[] {
  return Array.from({ length: days + 1 }, (_, day) => [
    ...standup(day),
    ...release(day),
    ...backup(day),
  ]).flat()
}
