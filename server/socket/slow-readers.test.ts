import type { Socket as Wire } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maxBodyLength } from '../../contract/messages.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import type { Ear } from '../test/client.ts'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp()
})
afterAll(() => server.stop())

/** Nothing is taken from the wire any more; the system's own buffers fill, then the server's. */
function stopReading({ socket }: Ear) {
  const { transport } = socket.io.engine as unknown as { transport: { ws: { _socket: Wire } } }
  transport.ws._socket.pause()
}

test('a socket that does not read is closed, also while it sends; one that reads the same hears all', async () => {
  const { owner, app } = server
  const bob = await server.invite()
  const { joined } = await owner.call('channels.create', {
    kind: 'private',
    name: 'talk',
    memberIds: [bob.personId],
  })
  const [reading, deaf] = [await owner.listen(), await bob.listen()]
  stopReading(deaf)
  // As one would that wants to be taken for alive.
  const pulse = setInterval(() => deaf.socket.emit('presence.report', { presence: 'active' }), 200)
  let sent = 0
  try {
    while (app.gateway.io.of('/').sockets.size === 2 && sent < 3000) {
      await Promise.all(
        Array.from({ length: 20 }, () => owner.send(joined.channel.id, '€'.repeat(maxBodyLength))),
      )
      sent += 20
    }
  } finally {
    clearInterval(pulse)
  }
  expect(app.gateway.io.of('/').sockets.size).toBe(1)
  await expect.poll(() => reading.of('message.sent').length, { timeout: 5000 }).toBe(sent)
  reading.close()
  deaf.close()
})
