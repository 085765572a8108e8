import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { commands } from '../../contract/commands.ts'
import { ErrorView, errorStatus } from '../../contract/errors.ts'
import { startTestApp, type TestApp } from '../test/app.ts'
import type { Client } from '../test/client.ts'

let server: TestApp
let alice: Client
let channelId: string

beforeAll(async () => {
  server = await startTestApp()
  alice = server.owner
  channelId = (await alice.call('channels.create', { kind: 'public', name: 'talk' })).joined.channel.id
})
afterAll(() => server.stop())

/** Sends text as it is, and makes sure that a refusal is a named one that tells nothing of the inside. */
async function post(path: string, body: string | undefined, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${alice.token}`, ...headers },
    body: body ?? null,
  })
  const text = await response.text()
  if (response.ok) return { status: 200, code: 'ok', field: undefined }
  const { error } = ErrorView.parse(JSON.parse(text))
  expect(response.status).toBe(errorStatus[error.code])
  expect(text).not.toMatch(/ at .+:\d+|node_modules|\.ts\b|prisma|SELECT|FST_|zod/i)
  return { status: response.status, code: error.code, field: error.field }
}
const send = (input: unknown) => post('/api/messages.send', JSON.stringify(input))
const message = (more: object) => ({ clientId: randomUUID(), channelId, body: 'hello', ...more })

describe('the door refuses', () => {
  test.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['an empty body', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"hello"'],
    ['a number', '7'],
    ['broken JSON', '{"body": "hel'],
    ['JSON with a comment', '{"body": "hello" /* hi */}'],
    ['two objects', '{}{}'],
    ['no JSON', 'body=hello'],
    ['an own __proto__', `{"__proto__": {"body": "hello"}, "channelId": "${randomUUID()}"}`],
    ['an own constructor.prototype', '{"constructor": {"prototype": {"body": "hello"}}}'],
    ['lists 100,000 levels deep', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects 50,000 levels deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['a deep value in a known field', `{"body": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('%s', async (_, body) => {
    expect(await post('/api/messages.send', body)).toMatchObject({ status: 400, code: 'invalid_input' })
  })

  test.each<[string, object, string]>([
    ['a body that is a number', { body: 5 }, 'body'],
    ['a body that is a list', { body: ['hello'] }, 'body'],
    ['a body that is null', { body: null }, 'body'],
    ['an empty body', { body: '' }, 'body'],
    ['an invisible body', { body: '\u200b\u2060' }, 'body'],
    ['NUL', { body: 'a\u0000b' }, 'body'],
    ['a control character', { body: 'a\u0008b' }, 'body'],
    ['half a surrogate pair', { body: 'a\ud800' }, 'body'],
    ['12,001 characters', { body: 'a'.repeat(12_001) }, 'body'],
    ['an id in upper case', { clientId: randomUUID().toUpperCase() }, 'clientId'],
    ['an id with a blank', { channelId: ` ${randomUUID()}` }, 'channelId'],
    ['an id with SQL', { channelId: "' OR 1=1 --" }, 'channelId'],
    ['an id that is an object', { channelId: { $ne: null } }, 'channelId'],
    ['a flag that is a text', { alsoToChannel: 'true' }, 'alsoToChannel'],
  ])('%s and names the field', async (_, more, field) => {
    expect(await send(message(more))).toEqual({ status: 400, code: 'invalid_input', field })
  })

  test.each([
    ['a right-to-left override', 'Ada\u202egnp.exe'],
    ['an isolate', '\u2067Ada'],
    ['NUL', 'Ada\u0000'],
    ['a line break', 'Ada\nOwner'],
    ['a lone surrogate', 'Ada\udfff'],
    ['only invisible characters', '\u3164\u200b'],
    ['81 letters', 'A'.repeat(81)],
  ])('a name with %s', async (_, name) => {
    const refusal = await post('/api/people.updateProfile', JSON.stringify({ name }))
    expect(refusal).toEqual({ status: 400, code: 'invalid_input', field: 'name' })
  })

  test('a body of one megabyte, whole or in a field', async () => {
    expect(await send(message({ body: 'a'.repeat(1024 * 1024) }))).toMatchObject({
      status: 413,
      code: 'too_large',
    })
    expect(await post('/api/messages.send', ' '.repeat(1024 * 1024))).toMatchObject({
      status: 413,
      code: 'too_large',
    })
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/html',
    'application/jsonx',
  ])('a body of the type %s', async (type) => {
    const refusal = await post('/api/messages.send', JSON.stringify(message({})), { 'content-type': type })
    expect(refusal).toMatchObject({ status: 400, code: 'invalid_input' })
  })

  test.each([
    '/api/messages.nothing',
    '/api/__proto__',
    '/api/constructor',
    '/api/',
    '/api/messages.send/',
    '/api/MESSAGES.SEND',
    '/api/%',
    '/api/%00',
    '/%E0%A4%A',
  ])('what is no command: %s', async (path) => {
    expect((await post(path, '{}')).code).toMatch(/^(unknown_command|invalid_input)$/)
  })

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('commands by %s', async (method) => {
    const response = await fetch(`${server.url}/api/messages.send`, {
      method,
      headers: { authorization: `Bearer ${alice.token}` },
    })
    expect(ErrorView.parse(await response.json()).error.code).toBe('unknown_command')
  })

  test('wrong shapes at every command, before it does anything', async () => {
    for (const name of Object.keys(commands)) {
      for (const body of ['[]', '"x"', '7', 'true', '{"a":']) {
        expect(await post(`/api/${name}`, body), `${name} ${body}`).toMatchObject({ code: 'invalid_input' })
      }
    }
  })
})

describe('the door never breaks', () => {
  test('whatever JSON stands in the known fields of any command', async () => {
    // Those that end the session this test speaks with.
    const tried = Object.values(commands).filter(({ name }) => !/^sessions\.(signOut|end)/.test(name))
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        -1,
        0,
        1e308,
        Number.MAX_SAFE_INTEGER,
        '',
        null,
        [],
        {},
        '0000-01-01T00:00:00Z',
        '\u0000',
        channelId,
      ),
      fc.uuid(),
    )
    const call = fc.constantFrom(...tried).chain((command) => {
      const fields = Object.keys((command.input as z.ZodObject).shape ?? {})
      const record = Object.fromEntries(fields.map((field) => [field, odd]))
      return fc.tuple(fc.constant(command.name), fc.record(record, { requiredKeys: [] }))
    })
    await fc.assert(
      fc.asyncProperty(call, async ([name, input]) => {
        const { code } = await post(`/api/${name}`, JSON.stringify(input))
        expect(code).not.toBe('internal')
      }),
      { numRuns: 400 },
    )
  })

  test('and nothing of what was refused is kept', async () => {
    // What the tests before set going (a read mark that moves) is written by now.
    await server.app.listeners.settled()
    const before = await server.context.db.entry.count()
    await send(message({ body: 'a\u0000' }))
    await send(message({ threadId: randomUUID() }))
    expect(await server.context.db.entry.count()).toBe(before)
  })

  test('HTML in a message is text: it comes back as it was, as JSON that no browser renders', async () => {
    // The one above may have left the channel.
    const { joined } = await alice.call('channels.create', { kind: 'public', name: 'markup' })
    const body = '<img src=x onerror=alert(1)><script>alert(1)</script>'
    const response = await fetch(`${server.url}/api/messages.send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${alice.token}` },
      body: JSON.stringify(message({ body, channelId: joined.channel.id })),
    })
    expect(await response.json()).toMatchObject({ message: { body } })
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
