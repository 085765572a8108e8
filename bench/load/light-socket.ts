// A socket.io client with next to no cost of its own, so that five thousand of them beside the server measure the
// server. Speaks the protocol of socket.io 4 over a websocket (Engine.IO protocol 4, Socket.IO protocol 5).
import WebSocket from 'ws'
import type { Entry } from '../../contract/events.ts'

type Handlers = {
  entries: (entries: Entry[]) => void
  heads?: (heads: Record<string, number>) => void
  closed?: () => void
}

export type LightSocket = { ready: Promise<void>; cut: () => void; isOpen: () => boolean }

/** Connects with a bearer token. `ready` resolves at the server's `ready`, rejects when the socket closes before. */
export function openLightSocket(url: string, token: string, handlers: Handlers): LightSocket {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  })
  let isReady = false
  const ready = new Promise<void>((resolve, reject) => {
    socket.on('message', (data) => {
      const text = data.toString()
      if (text === '2') socket.send('3')
      else if (text.startsWith('0')) socket.send(`40${JSON.stringify({ token })}`)
      else if (text.startsWith('44')) socket.terminate()
      else if (text.startsWith('42["entries",')) handlers.entries(JSON.parse(text.slice(2))[1])
      else if (text.startsWith('42["heads",')) handlers.heads?.(JSON.parse(text.slice(2))[1])
      else if (text.startsWith('42["ready"')) {
        isReady = true
        resolve()
      }
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (!isReady) reject(new Error('the socket closed before it was ready'))
      handlers.closed?.()
    })
  })
  ready.catch(() => {})
  return { ready, cut: () => socket.terminate(), isOpen: () => socket.readyState === WebSocket.OPEN }
}
