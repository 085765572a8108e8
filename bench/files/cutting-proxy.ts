// A network that breaks: hands bytes on between client and server, counts those of the client, and hangs up when told.
import { connect, createServer, type Socket } from 'node:net'

export type CuttingProxy = {
  url: string
  /** Bytes the client has sent in all. */
  sent: () => number
  /** Hangs up, on both sides at once, when the client has sent so many bytes more. */
  cutAfter: (bytes: number) => Promise<void>
  close: () => void
}

export async function startProxy(port: number): Promise<CuttingProxy> {
  let sent = 0
  let cutAt = Number.POSITIVE_INFINITY
  let onCut = () => {}
  const pairs = new Set<[Socket, Socket]>()
  const hangUp = () => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy()
    pairs.clear()
  }
  const server = createServer((client) => {
    const target = connect(port, '127.0.0.1')
    const pair: [Socket, Socket] = [client, target]
    pairs.add(pair)
    for (const socket of pair) {
      socket.on('error', () => {})
      socket.once('close', () => {
        pairs.delete(pair)
        for (const other of pair) other.destroy()
      })
    }
    client.on('data', (bytes) => {
      sent += bytes.length
      if (sent < cutAt) return
      cutAt = Number.POSITIVE_INFINITY
      hangUp()
      onCut()
    })
    client.pipe(target).pipe(client)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    sent: () => sent,
    cutAfter: (bytes) =>
      new Promise((resolve) => {
        onCut = resolve
        cutAt = sent + bytes
      }),
    close: () => {
      hangUp()
      server.close()
    },
  }
}
