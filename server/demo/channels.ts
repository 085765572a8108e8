// The demo's channels, and how alice, bob and carla have arranged and read theirs.
import { type CastName, castNames } from './people.ts'

export type DemoChannel = {
  kind: 'public' | 'private'
  topic: string
  maker: CastName
  members: CastName[]
  isArchived?: boolean
}

const staff = castNames.filter((name) => name !== 'uma' && name !== 'kettle')
const everybodyBut = (...names: CastName[]) => staff.filter((name) => !names.includes(name))
const builders: CastName[] = [
  'daniel',
  'greta',
  'haruka',
  'jonas',
  'kofi',
  'marek',
  'oskar',
  'priya',
  'sam',
  'nadia',
]

export const demoChannels: Record<string, DemoChannel> = {
  general: {
    kind: 'public',
    topic: 'News for everybody. Small talk lives in #kitchen.',
    maker: 'alice',
    members: staff,
  },
  kitchen: {
    kind: 'public',
    topic: 'Lunch, cake, plants, the dog 🐕',
    maker: 'rosa',
    members: staff,
  },
  product: {
    kind: 'public',
    topic: 'Pip 2: what it does, when it ships, what we leave out',
    maker: 'nadia',
    members: everybodyBut('viktor'),
  },
  engineering: {
    kind: 'public',
    topic: 'Hub, app, firmware. Ask before you are stuck for an hour.',
    maker: 'daniel',
    members: [...builders, 'alice', 'bob', 'carla', 'viktor'],
  },
  design: {
    kind: 'public',
    topic: 'Show early. Critique the work, be kind to the person.',
    maker: 'carla',
    members: [
      'carla',
      'alice',
      'daniel',
      'greta',
      'haruka',
      'jonas',
      'lena',
      'nadia',
      'oskar',
      'priya',
      'quinn',
    ],
  },
  support: {
    kind: 'public',
    topic: 'What customers tell us. One thread per customer.',
    maker: 'farid',
    members: everybodyBut('rosa', 'theo', 'viktor'),
  },
  operations: {
    kind: 'public',
    topic: 'Releases, alarms, incidents · on call: Marek',
    maker: 'bob',
    members: ['bob', 'marek', 'daniel', 'kofi', 'sam', 'alice', 'greta', 'farid', 'kettle'],
  },
  standup: {
    kind: 'public',
    topic: 'What I did, what I do, what is in the way. Before ten, wherever you are.',
    maker: 'nadia',
    members: [...builders, 'alice', 'bob', 'carla'],
  },
  hiring: {
    kind: 'private',
    topic: 'Applications stay in here',
    maker: 'rosa',
    members: ['rosa', 'alice', 'bob', 'daniel', 'nadia', 'farid'],
  },
  'photo-shoot': {
    kind: 'private',
    topic: 'Pictures for the launch, with Uma',
    maker: 'lena',
    members: ['lena', 'carla', 'uma', 'jonas', 'alice'],
  },
  'trade-fair': {
    kind: 'public',
    topic: 'Hall 7, stand 114',
    maker: 'lena',
    members: ['lena', 'alice', 'hugo', 'quinn', 'jonas', 'bob', 'carla', 'rosa', 'viktor'],
    isArchived: true,
  },
}

export type Arrangement = {
  sections?: { name: string; channels: string[] }[]
  favourites: string[]
  muted: string[]
  /** How many of a channel's newest messages are still unread; everything else is read. */
  unread: Record<string, number>
}

export const arrangements: Record<string, Arrangement> = {
  alice: {
    sections: [
      { name: 'Pip 2', channels: ['product', 'design', 'photo-shoot'] },
      { name: 'Keeping it running', channels: ['operations', 'engineering', 'standup'] },
    ],
    favourites: ['general', 'alice+bob'],
    muted: ['standup', 'kitchen'],
    unread: {
      product: 4,
      support: 5,
      kitchen: 6,
      standup: 4,
      operations: 3,
      'carla+alice': 2,
      'theo+alice': 1,
    },
  },
  bob: {
    favourites: ['operations'],
    muted: ['kitchen'],
    unread: { product: 4, operations: 4, support: 3, engineering: 3, kitchen: 6, 'marek+bob': 2 },
  },
  carla: {
    favourites: ['design'],
    muted: ['standup'],
    unread: {
      design: 3,
      product: 4,
      engineering: 3,
      kitchen: 6,
      standup: 4,
      'greta+carla': 1,
      'alice+bob+carla': 2,
    },
  },
}
