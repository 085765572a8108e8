// What the desktop app's preload offers a page as `window.nucleusDesktop`, absent in a browser: calls from the page to the
// app, each with its shape and who may make it, and news from the app to the page. The app parses every call by this table.
import { z } from 'zod'
import { DesktopView, FeatureName, Origin, PickView, RingView } from './desktop-views.ts'

const line = (longest: number) => z.string().max(longest)
const nothing = z.object({})
const origin = Origin

/** server: the page of a server. shell: the app's own pages (choice of server, screen picker, ring). */
export type DesktopCaller = 'server' | 'shell'

const desktopCall = <From extends DesktopCaller, Input extends z.ZodType, Output extends z.ZodType>(
  from: From,
  input: Input,
  output: Output,
) => ({ from, input, output })

export const desktopCalls = {
  /** The workspace's name, for the bar of servers and the tray. */
  'server.describe': desktopCall('server', z.object({ name: line(80) }), z.void()),
  /** The number on the app's icon: mentions and direct messages; 0 clears it, 'dot' marks plain unread. */
  'badge.set': desktopCall(
    'server',
    z.object({ badge: z.union([z.int().min(0).max(99_999), z.literal('dot')]) }),
    z.void(),
  ),
  /** Brings the window to the front, with this server in it. */
  'window.focus': desktopCall('server', nothing, z.void()),
  /** A later notice with the same tag replaces this one. `isCalling`: a mention or such, the window may ask for attention. */
  'notice.show': desktopCall(
    'server',
    z.object({
      tag: line(200),
      title: line(200),
      body: line(1000),
      canReply: z.boolean(),
      isCalling: z.boolean(),
    }),
    z.void(),
  ),
  'notice.close': desktopCall('server', z.object({ tag: line(200) }), z.void()),
  /** Whether the person asked the system for silence, where it says so. */
  'quiet.read': desktopCall('server', nothing, z.object({ isQuiet: z.boolean() })),
  /** What rings there now; an empty list closes the ring window. */
  'ring.show': desktopCall('server', z.object({ rings: z.array(RingView).max(3) }), z.void()),
  /** In a call the computer stays awake and the microphone has a key of the whole system. */
  'call.changed': desktopCall('server', z.object({ isInCall: z.boolean(), isMuted: z.boolean() }), z.void()),
  /** Opens the server's own page to sign in, in the system's browser. */
  'signIn.begin': desktopCall('server', nothing, z.void()),
  /** The version that was fetched and waits for a restart. */
  'update.read': desktopCall('server', nothing, z.object({ version: line(50).nullable() })),
  /** Leaves the app and starts the new version. */
  'update.install': desktopCall('server', nothing, z.void()),

  'shell.read': desktopCall('shell', nothing, DesktopView),
  /** Asks the address whether it is a Nucleus server, and opens it; the view says what went wrong. */
  'servers.connect': desktopCall('shell', z.object({ address: line(2000) }), z.void()),
  /** The explicit choice for a certificate that nobody vouches for, by what was shown: remembered until it changes. */
  'servers.trust': desktopCall('shell', z.object({ origin, fingerprint: line(200) }), z.void()),
  'servers.choose': desktopCall('shell', z.object({ origin }), z.void()),
  'servers.add': desktopCall('shell', nothing, z.void()),
  'servers.cancelAdding': desktopCall('shell', nothing, z.void()),
  /** The menu of a server in the bar: drawn by the system, for the bar is narrow and a page lies beside it. */
  'servers.showMenu': desktopCall('shell', z.object({ origin }), z.void()),
  'servers.retry': desktopCall('shell', z.object({ origin }), z.void()),
  /** For a page that hangs: gives it more time. */
  'servers.wait': desktopCall('shell', z.object({ origin }), z.void()),

  'shell.installUpdate': desktopCall('shell', nothing, z.void()),

  'pick.read': desktopCall('shell', nothing, PickView),
  /** null: nothing is shared. */
  'pick.choose': desktopCall(
    'shell',
    z.object({ id: line(200).nullable(), withSound: z.boolean() }),
    z.void(),
  ),

  'rings.read': desktopCall('shell', nothing, z.array(RingView)),
  'rings.answer': desktopCall('shell', z.object({ id: line(100), withCamera: z.boolean() }), z.void()),
  'rings.decline': desktopCall('shell', z.object({ id: line(100) }), z.void()),
} as const

export type DesktopCalls = typeof desktopCalls
export type DesktopCallName = keyof DesktopCalls
export type DesktopInput<Name extends DesktopCallName> = z.input<DesktopCalls[Name]['input']>
export type DesktopOutput<Name extends DesktopCallName> = z.output<DesktopCalls[Name]['output']>

/** From the app to a page. */
export type DesktopNews = {
  /** A link led here: a path within the client, with its query and hash. */
  'place.open': { path: string }
  /** A sign-in in the system's browser came back: for sessions.takeHandover. */
  'signIn.came': { code: string; verifier: string }
  'notice.pressed': { tag: string }
  'notice.replied': { tag: string; text: string }
  'ring.answered': { id: string; withCamera: boolean }
  'ring.declined': { id: string }
  /** The system's key for the microphone was pressed. */
  'call.toggleMute': Record<string, never>
  /** The computer slept, was locked, or its network changed: what is missed is fetched at once. */
  'power.woke': Record<string, never>
  'update.ready': { version: string }

  'shell.changed': DesktopView
  'rings.changed': RingView[]
}

export const desktopPlatforms = ['linux', 'mac', 'windows'] as const

/** What main tells a preload, so that it knows for whom it offers the bridge. */
export const DesktopAbout = z.object({
  origin: z.string(),
  platform: z.enum(desktopPlatforms),
  version: z.string(),
  disabledFeatures: z.array(FeatureName),
})
export type DesktopAbout = z.infer<typeof DesktopAbout>

export type DesktopBridge = Pick<DesktopAbout, 'platform' | 'version' | 'disabledFeatures'> & {
  /** Rejects when the app refuses, or does not know the call. */
  call<Name extends DesktopCallName>(name: Name, input: DesktopInput<Name>): Promise<DesktopOutput<Name>>
  /** Hears one kind of news until the returned function is called. */
  on<Name extends keyof DesktopNews>(name: Name, listener: (news: DesktopNews[Name]) => void): () => void
}
