// Files of releases on their way to the server, one after the other. They go on while other pages are looked at, and end with
// the session; closing the window asks first.
import { create } from 'zustand'
import { newId } from '../../../../data/new-id.ts'
import { sessionStore } from '../../../../data/session.ts'
import { nextOf } from './choose.ts'
import { putFile } from './put-file.ts'

export type Brought = {
  id: string
  file: File
  name: string
  size: number
  sent: number
  phase: 'waiting' | 'sending' | 'arrived' | 'refused'
  /** What the last try met. */
  failure: unknown
}

/** `arrivals`: how many files the server took since this page was opened. */
export const broughtStore = create<{ files: Brought[]; arrivals: number }>()(() => ({
  files: [],
  arrivals: 0,
}))

const stops = new Map<string, AbortController>()
let isRunning = false

export const isMoving = ({ phase }: Brought): boolean => phase === 'waiting' || phase === 'sending'

const filesNow = () => broughtStore.getState().files
const setFiles = (files: Brought[]) => broughtStore.setState({ files })
const change = (id: string, fields: Partial<Brought>) =>
  setFiles(filesNow().map((one) => (one.id === id ? { ...one, ...fields } : one)))

/**
 * What had arrived before leaves the list. A file takes the place of one of its name that failed; those that are still on
 * their way stay, for the list of every version of a system has the same name.
 */
export function bringFiles(files: readonly File[]): void {
  if (!filesNow().some(isMoving)) clearArrived()
  for (const file of files) {
    for (const one of filesNow()) if (one.name === file.name && !isMoving(one)) takeOut(one.id)
    const { name, size } = file
    setFiles([...filesNow(), { id: newId(), file, name, size, sent: 0, phase: 'waiting', failure: null }])
  }
  void run()
}

export function bringAgain(id: string): void {
  change(id, { phase: 'waiting', sent: 0, failure: null })
  void run()
}

/** What has arrived stays at the server. */
export function takeOut(id: string): void {
  setFiles(filesNow().filter((one) => one.id !== id))
  stops.get(id)?.abort()
}

export const clearArrived = (): void => setFiles(filesNow().filter(({ phase }) => phase !== 'arrived'))

async function run(): Promise<void> {
  if (isRunning) return
  isRunning = true
  window.addEventListener('beforeunload', warn)
  for (let next = nextOf(filesNow()); next; next = nextOf(filesNow())) await send(next)
  window.removeEventListener('beforeunload', warn)
  isRunning = false
}

async function send({ id, file, size }: Brought): Promise<void> {
  const stop = new AbortController()
  stops.set(id, stop)
  change(id, { phase: 'sending' })
  try {
    await putFile(file, { signal: stop.signal, onProgress: (sent) => change(id, { sent }) })
    change(id, { phase: 'arrived', sent: size })
    broughtStore.setState(({ arrivals }) => ({ arrivals: arrivals + 1 }))
  } catch (failure) {
    change(id, { phase: 'refused', failure })
  } finally {
    stops.delete(id)
  }
}

/** Half a file is of no use: the browser asks before it closes the window. */
const warn = (event: BeforeUnloadEvent) => event.preventDefault()

sessionStore.subscribe(({ status }) => {
  if (status === 'signedOut') for (const { id } of filesNow()) takeOut(id)
})
