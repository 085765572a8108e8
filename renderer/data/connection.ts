// How the client stands to the server, for the views to say.
import { create } from 'zustand'

export type Connection = {
  status: 'connecting' | 'online' | 'offline'
  /** When the status began, in milliseconds since 1970. */
  since: number
  /** What is shown comes from the cache and has not been brought up to date. */
  fromCache: boolean
}

/** How long a lost connection is called "connecting" before it is called "offline". */
const patienceMs = 5000
let patience: ReturnType<typeof setTimeout> | null = null

const atFirst = (fromCache: boolean): Connection => ({ status: 'connecting', since: Date.now(), fromCache })
export const connectionStore = create<Connection>()(() => atFirst(false))

export function beginConnection(fromCache: boolean): void {
  connectionStore.setState(atFirst(fromCache))
  waitPatiently()
}

/** Connected, and everything missed has been applied. */
export function setOnline(): void {
  stopWaiting()
  const { status, since } = connectionStore.getState()
  connectionStore.setState({
    status: 'online',
    since: status === 'online' ? since : Date.now(),
    fromCache: false,
  })
}

export function setLost(): void {
  if (connectionStore.getState().status === 'online') {
    connectionStore.setState({ status: 'connecting', since: Date.now() })
  }
  waitPatiently()
}

export function endConnection(): void {
  stopWaiting()
}

function waitPatiently(): void {
  patience ??= setTimeout(() => {
    patience = null
    const { status } = connectionStore.getState()
    if (status === 'connecting') connectionStore.setState({ status: 'offline', since: Date.now() })
  }, patienceMs)
}

function stopWaiting(): void {
  if (patience) clearTimeout(patience)
  patience = null
}
