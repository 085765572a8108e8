import { connect } from 'node:net'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limitBodyTime } from './body-time.ts'

const limitMs = 300
const http = Fastify({ requestTimeout: 0 })

beforeAll(async () => {
  limitBodyTime(http, limitMs, (url) => url.startsWith('/long'))
  http.post('/short', async ({ body }) => body)
  http.post('/long', async ({ body }) => body)
  await http.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => http.close())

/** Sends a body of four bytes, the last ones only after twice the limit; answers the status line. */
function sendSlowly(path: string): Promise<string> {
  const { port } = http.server.address() as { port: number }
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n12`,
  )
  const timer = setTimeout(() => socket.write('34'), 2 * limitMs)
  return new Promise((resolve) => {
    socket.once('data', (data) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(data.toString().split('\r\n')[0] ?? '')
    })
    socket.once('error', () => resolve('error'))
  })
}

test('a body that comes too slowly is not waited for', async () => {
  expect(await sendSlowly('/short')).toBe('HTTP/1.1 408 Request Timeout')
})

test('an upload may take as long as it takes', async () => {
  expect(await sendSlowly('/long')).toBe('HTTP/1.1 200 OK')
})

test('Node itself sets no limit besides', () => {
  expect(http.server.requestTimeout).toBe(0)
  expect(http.server.headersTimeout).toBeGreaterThan(0)
})
