// The door for pages: each call is known, comes from whom it is meant for, and is in shape, or it is refused.
import { app, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import {
  type DesktopAbout,
  type DesktopCaller,
  type DesktopCallName,
  type DesktopCalls,
  type DesktopInput,
  type DesktopNews,
  type DesktopOutput,
  desktopCalls,
} from '../../../contract/desktop.ts'
import { isTrusted } from '../security/pages.ts'
import { platform } from './platform.ts'

type Parsed<Name extends DesktopCallName> = DesktopInput<Name>
type Answer<Name extends DesktopCallName> = DesktopOutput<Name> | Promise<DesktopOutput<Name>>

type NamesFrom<From extends DesktopCaller> = {
  [Name in DesktopCallName]: DesktopCalls[Name]['from'] extends From ? Name : never
}[DesktopCallName]

/** `sender`: the page that called. */
export type Handlers<From extends DesktopCaller> = {
  [Name in NamesFrom<From>]: (input: Parsed<Name>, sender: WebContents) => Answer<Name>
}

type Caller = { from: DesktopCaller; origin: string }

/** Who may call: those that main itself made, by their WebContents, each as the page of one origin. */
const callers = new Map<number, Caller>()

/** Lets a page call, for as long as it lives; answers what its preload is told. */
export function admit(page: WebContents, caller: Caller): void {
  callers.set(page.id, caller)
  page.once('destroyed', () => callers.delete(page.id))
}

/** For `additionalArguments` of a page's preferences. */
export const bridgeArgument = (
  origin: string,
  disabledFeatures: DesktopAbout['disabledFeatures'],
): string => {
  const about: DesktopAbout = { origin, platform, version: app.getVersion(), disabledFeatures }
  return `--nucleus-bridge=${encodeURIComponent(JSON.stringify(about))}`
}

export function answerCalls(handlers: Handlers<'server'> & Handlers<'shell'>): void {
  ipcMain.handle('nucleus:call', async (event, name: unknown, input: unknown) => {
    const known = typeof name === 'string' && Object.hasOwn(desktopCalls, name)
    if (!known) throw new Error('The desktop app does not know this call.')
    const call = desktopCalls[name as DesktopCallName]
    if (!mayCall(event, call.from)) throw new Error('This page may not ask the desktop app for that.')
    const parsed = call.input.safeParse(input)
    if (!parsed.success) throw new Error(`${name}: ${parsed.error.issues[0]?.message ?? 'is wrong'}`)
    const handle = handlers[name as DesktopCallName] as (input: unknown, sender: WebContents) => unknown
    return handle(parsed.data, event.sender)
  })
}

function mayCall({ sender, senderFrame }: IpcMainInvokeEvent, from: Caller['from']): boolean {
  const caller = callers.get(sender.id)
  const asking = senderFrame && { url: senderFrame.url, isMainFrame: senderFrame.parent === null }
  return caller?.from === from && isTrusted(asking, caller.origin)
}

export function tell<Name extends keyof DesktopNews>(
  page: WebContents,
  name: Name,
  news: DesktopNews[Name],
): void {
  if (!page.isDestroyed()) page.send('nucleus:news', name, news)
}
