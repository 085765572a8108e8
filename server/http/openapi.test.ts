import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../../contract/commands.ts'
import { errorStatus } from '../../contract/errors.ts'
import { startTestApp, type TestApp } from '../test/app.ts'

type Operation = {
  operationId: string
  summary: string
  security: object[]
  requestBody: { content: { 'application/json': { schema: Record<string, unknown> } } }
  responses: Record<string, { description: string }>
}
type Description = {
  openapi: string
  paths: Record<string, { post: Operation }>
  components: { schemas: object }
}

let server: TestApp
let description: Description

beforeAll(async () => {
  server = await startTestApp()
  description = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Description
})
afterAll(() => server.stop())

const operationOf = (name: string) => description.paths[`/api/${name}`]?.post as Operation

describe('/api/openapi.json', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(description))
    expect(errors).toBeUndefined()
    expect([valid, description.openapi]).toEqual([true, '3.1.0'])
  })

  test('has every command, the doors for bytes, and nothing else', () => {
    const forBytes = [
      '/api/uploads/{id}',
      '/api/files/{id}/content',
      '/api/files/{id}/thumbnails/{size}',
      '/api/releases/files/{name}',
      '/desktop/updates/{name}',
      '/desktop/dictionaries/{name}',
    ]
    expect(Object.keys(description.paths).sort()).toEqual(
      [...Object.keys(commands).map((name) => `/api/${name}`), ...forBytes].sort(),
    )
    for (const path of forBytes) {
      const methods = Object.keys(description.paths[path] ?? {}).filter((key) => key !== 'parameters')
      for (const method of methods)
        expect(
          server.app.http.hasRoute({
            method: method.toUpperCase() as 'GET',
            url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
          }),
          `${method} ${path}`,
        ).toBe(true)
    }
  })

  test.each(Object.values(commands))(
    'describes $name: sentence, input, every refusal under its status',
    (command) => {
      const operation = operationOf(command.name)
      expect(operation).toMatchObject({ operationId: command.name, summary: command.summary })
      expect(operation.security.length > 0).toBe(command.access === 'signedIn')
      expect(operation.requestBody.content['application/json'].schema.type).toBe('object')
      for (const code of [...command.errors, 'invalid_input', 'rate_limited', 'internal'] as const) {
        expect(operation.responses[errorStatus[code]]?.description.split(', ')).toContain(code)
      }
    },
  )

  test('leaves fields with a default out of what is required, and tells limits', () => {
    const { required, properties } = operationOf('messages.send').requestBody.content['application/json']
      .schema as {
      required: string[]
      properties: Record<string, { maxLength?: number }>
    }
    expect(required.sort()).toEqual(['body', 'channelId', 'clientId'])
    expect(properties.body?.maxLength).toBe(12_000)
  })

  test('has doors for exactly the commands of the contract', async () => {
    for (const name of Object.keys(commands))
      expect(server.app.http.hasRoute({ method: 'POST', url: `/api/${name}` }), name).toBe(true)
  })
})

describe('/api', () => {
  test('is a page for people, without scripts, that names every command', async () => {
    const response = await fetch(`${server.url}/api`)
    const page = await response.text()
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(page).not.toMatch(/<script/i)
    for (const name of Object.keys(commands)) expect(page).toContain(`id="${name}"`)
  })
})
