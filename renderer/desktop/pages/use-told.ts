// What main shows these pages: asked for once, and kept true by its news.
import { useEffect, useState } from 'react'
import type { DesktopCallName, DesktopInput, DesktopNews, DesktopOutput } from '../../../contract/desktop.ts'
import { desktop } from '../own-bridge.ts'

/** Asks main; these pages are in the app or nowhere. */
export async function ask<Name extends DesktopCallName>(
  name: Name,
  input: DesktopInput<Name>,
): Promise<DesktopOutput<Name>> {
  if (!desktop) throw new Error('This page belongs into the desktop app.')
  return desktop.call(name, input)
}

/** null until main has answered. News that came meanwhile are newer than the answer. */
export function useTold<Name extends 'shell.read' | 'rings.read'>(
  name: Name,
  news: keyof DesktopNews,
): DesktopOutput<Name> | null {
  const [told, setTold] = useState<DesktopOutput<Name> | null>(null)
  useEffect(() => {
    const stop = desktop?.on(news, (view) => setTold(view as DesktopOutput<Name>))
    void (ask as (name: Name, input: object) => Promise<DesktopOutput<Name>>)(name, {}).then((answer) =>
      setTold((now) => now ?? answer),
    )
    return stop
  }, [name, news])
  return told
}
