// Who works at the demo's company. Nobody here exists; `.example` is an ending that belongs to nobody (RFC 2606).
import type { PersonId } from '../../contract/ids.ts'
import type { Role } from '../../contract/people.ts'
import type { Actor } from '../core/actor.ts'
import { idOf } from './chance.ts'

export const companyName = 'Tautropf'
/** Long enough for our rules, and easy to type. */
export const demoPassword = 'morning dew on the moss'

type CastMember = {
  name: string
  title: string
  timeZone: string
  role: Role
  kind?: 'bot'
  /** Workdays ago that they came; the others have been there from the start. */
  joinedDay?: number
  /** Workdays ago that they left. */
  leftDay?: number
  status?: [emoji: string, text: string]
  hasPicture?: boolean
}

const staff = {
  alice: {
    name: 'Alice Brandt',
    title: 'Founder, managing director',
    timeZone: 'Europe/Berlin',
    role: 'owner',
    hasPicture: true,
  },
  bob: {
    name: 'Bob Okafor',
    title: 'Operations and IT',
    timeZone: 'Europe/London',
    role: 'admin',
    hasPicture: true,
  },
  carla: {
    name: 'Carla Mendes',
    title: 'Product designer',
    timeZone: 'Europe/Lisbon',
    role: 'member',
    hasPicture: true,
  },
  daniel: {
    name: 'Daniel Weiss',
    title: 'Lead engineer',
    timeZone: 'Europe/Berlin',
    role: 'member',
    status: ['🎧', 'Deep in a migration'],
  },
  farid: {
    name: 'Farid Haddad',
    title: 'Support lead',
    timeZone: 'Africa/Cairo',
    role: 'member',
    hasPicture: true,
  },
  greta: {
    name: 'Greta Lindqvist',
    title: 'Frontend engineer',
    timeZone: 'Europe/Stockholm',
    role: 'member',
    hasPicture: true,
  },
  haruka: {
    name: 'Haruka Sato',
    title: 'Firmware engineer',
    timeZone: 'Asia/Tokyo',
    role: 'member',
    hasPicture: true,
  },
  hugo: {
    name: 'Hugo Lefèvre',
    title: 'Sales, France and Benelux',
    timeZone: 'Europe/Paris',
    role: 'member',
    status: ['🚄', 'On the train to Lyon'],
  },
  ines: { name: 'Inès Moreau', title: 'Customer success', timeZone: 'Europe/Paris', role: 'member' },
  jonas: {
    name: 'Jonas Keller',
    title: 'Hardware engineer',
    timeZone: 'Europe/Berlin',
    role: 'member',
    hasPicture: true,
  },
  kofi: { name: 'Kofi Mensah', title: 'Data engineer', timeZone: 'Africa/Accra', role: 'member' },
  lena: {
    name: 'Lena Vogt',
    title: 'Marketing',
    timeZone: 'Europe/Berlin',
    role: 'member',
    hasPicture: true,
  },
  marek: {
    name: 'Marek Nowak',
    title: 'Site reliability',
    timeZone: 'Europe/Warsaw',
    role: 'member',
    status: ['📟', 'On call this week'],
  },
  nadia: {
    name: 'Nadia Rahman',
    title: 'Product manager',
    timeZone: 'Europe/London',
    role: 'member',
    hasPicture: true,
  },
  oskar: {
    name: 'Oskar Berg',
    title: 'Mobile engineer',
    timeZone: 'Europe/Oslo',
    role: 'member',
    status: ['🏠', 'Working from the cabin'],
  },
  priya: {
    name: 'Priya Nair',
    title: 'Quality assurance',
    timeZone: 'Asia/Kolkata',
    role: 'member',
    hasPicture: true,
  },
  quinn: { name: 'Quinn Murphy', title: 'Sales, North America', timeZone: 'America/Toronto', role: 'member' },
  rosa: {
    name: 'Rosa Jiménez',
    title: 'People and office',
    timeZone: 'Europe/Berlin',
    role: 'member',
    hasPicture: true,
  },
  sam: {
    name: 'Sam Whitaker',
    title: 'Junior backend engineer',
    timeZone: 'Europe/London',
    role: 'member',
    joinedDay: 42,
  },
  theo: {
    name: 'Theo Papadakis',
    title: 'Finance',
    timeZone: 'Europe/Athens',
    role: 'member',
    status: ['🌴', 'Back on Monday'],
  },
  uma: {
    name: 'Uma Fischer',
    title: 'Photographer',
    timeZone: 'Europe/Vienna',
    role: 'guest',
    joinedDay: 36,
  },
  viktor: {
    name: 'Viktor Hansen',
    title: 'Hardware, working student',
    timeZone: 'Europe/Copenhagen',
    role: 'member',
    leftDay: 22,
  },
  kettle: {
    name: 'Kettle',
    title: 'Tells of releases, backups and alarms',
    timeZone: 'Europe/Berlin',
    role: 'member',
    kind: 'bot',
  },
} as const satisfies Record<string, CastMember>

export type CastName = keyof typeof staff

export const cast: Record<CastName, CastMember> = staff
export const castNames = Object.keys(staff) as CastName[]
/** The three whom one signs in as. */
export const players: CastName[] = ['alice', 'bob', 'carla']

export const isCastName = (text: string): text is CastName => Object.hasOwn(staff, text)
export const emailOf = (name: CastName) => `${name}@tautropf.example`
/** The same in every demo: by Alice's id a demo is known again, whatever she was renamed to. */
export const personIdOf = (name: CastName) => idOf(`person/${name}`) as PersonId

export const actorOf = (name: CastName): Actor => ({
  personId: personIdOf(name),
  sessionId: idOf(`session/${name}`) as Actor['sessionId'],
  role: cast[name].role,
  kind: cast[name].kind ?? 'person',
})
