// OpenAPI 3.1 from the contract, and a readable page of it. Nothing here is written by hand per command.
import { z } from 'zod'
import type { Command } from '../../contract/command.ts'
import { commands } from '../../contract/commands.ts'
import { ErrorView, errorStatus } from '../../contract/errors.ts'
import { Entry } from '../../contract/events.ts'
import { bytePaths } from './openapi-bytes.ts'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })

const always = ['invalid_input', 'rate_limited', 'internal', 'not_ready'] as const

function operationOf(command: Command) {
  const codes = [
    ...new Set([
      ...always,
      ...(command.access === 'signedIn' ? (['not_signed_in'] as const) : []),
      ...command.errors,
    ]),
  ]
  const byStatus = Map.groupBy(codes, (code) => errorStatus[code])
  const refusals = [...byStatus].map(([status, names]) => [
    status,
    {
      description: names.join(', '),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  ])
  return {
    operationId: command.name,
    summary: command.summary,
    description: `At most ${command.rate.limit} calls in ${command.rate.perSeconds} s per ${command.access === 'public' ? 'address' : 'person'}.`,
    tags: [command.name.split('.')[0]],
    security: command.access === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(command.input, 'input') } },
    },
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(command.output, 'output') } },
      },
      ...Object.fromEntries(refusals),
    },
  }
}

/** The whole description, as one object. */
export function describeApi(version: string, publicUrl: string) {
  const paths = Object.values(commands).map((command) => [
    `/api/${command.name}`,
    { post: operationOf(command) },
  ])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nucleus',
      version,
      description:
        'Ask over HTTP: every command is a POST with a JSON object. Hear over socket.io at /socket.io: the event `entries` carries a list of Entry.',
    },
    servers: [{ url: publicUrl }],
    paths: { ...Object.fromEntries(paths), ...bytePaths },
    components: {
      schemas: { Error: schemaOf(ErrorView, 'output'), Entry: schemaOf(Entry, 'output') },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of sessions.signIn with as: token, or of a bot',
        },
        cookie: { type: 'apiKey', in: 'cookie', name: 'nucleus_session' },
      },
    },
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function section(command: Command) {
  const shape = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $schema, ...rest } = schemaOf(schema, io)
    return `<details><summary>${io === 'input' ? 'Input' : 'Answer'}</summary><pre>${escapeHtml(JSON.stringify(rest, null, 2))}</pre></details>`
  }
  const errors =
    command.errors.length > 0
      ? `<p>Refusals: ${command.errors.map((code) => `<code>${code}</code>`).join(' ')}</p>`
      : ''
  return `<section id="${command.name}"><h2><a href="#${command.name}">${command.name}</a></h2><p>${escapeHtml(command.summary)}</p>
<p><small>${command.access === 'public' ? 'No sign-in needed' : 'Signed in'} · ${command.rate.limit} per ${command.rate.perSeconds} s</small></p>${errors}
${shape(command.input, 'input')}${shape(command.output, 'output')}</section>`
}

/** The page for people, plain HTML without scripts. */
export function describeApiForPeople(version: string, publicUrl: string): string {
  const all = Object.values(commands)
  const toc = all.map(({ name }) => `<li><a href="#${name}">${name}</a></li>`).join('')
  const codes = Object.entries(errorStatus).map(
    ([code, status]) => `<li><code>${code}</code> (${status})</li>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Nucleus API</title><meta name="viewport" content="width=device-width">
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;max-width:56rem;margin:2rem auto;padding:0 1rem}pre{overflow:auto;padding:1rem;background:#8881;border-radius:6px}nav ul{columns:3;padding-left:1rem}section{border-top:1px solid #8884;margin-top:1.5rem}h2 a{color:inherit;text-decoration:none}</style>
<h1>Nucleus API ${escapeHtml(version)}</h1><p>Every command is a POST with a JSON object. The machine-readable description is at <a href="/api/openapi.json">/api/openapi.json</a>.</p>
<pre>curl ${escapeHtml(publicUrl)}/api/messages.send -H 'authorization: Bearer TOKEN' -H 'content-type: application/json' \\
  -d '{"clientId": "'$(uuidgen | tr A-Z a-z)'", "channelId": "CHANNEL", "body": "Hello"}'</pre>
<p>The same <code>clientId</code> again answers the first message: repeat a send as often as you like.</p>
<p>Bytes of files have doors of their own, described there too: <code>/api/uploads/ID</code> (tus 1.0.0) and <code>/api/files/ID/content</code>.</p>
<nav><ul>${toc}</ul></nav><h2>Refusals</h2><ul>${codes.join('')}</ul>${all.map(section).join('\n')}</html>`
}
