// How long a request may take to come in. Node's own limit counts for every request alike; an upload takes as long as it
// takes, and has a limit of its own for falling silent.
import type { FastifyInstance } from 'fastify'

const tooSlow = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/** Ends what has not arrived whole after `limitMs`. `isLong`: addresses that take what comes for as long as it comes. */
export function limitBodyTime(
  http: FastifyInstance,
  limitMs: number,
  isLong: (url: string) => boolean,
): void {
  http.addHook('onRequest', async ({ raw, method, url }) => {
    if (method === 'GET' || method === 'HEAD' || isLong(url)) return
    const timer = setTimeout(() => {
      if (!raw.complete) raw.socket.end(tooSlow, () => raw.socket.destroy())
    }, limitMs)
    raw.once('close', () => clearTimeout(timer))
  })
}
