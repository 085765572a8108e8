// Brings releases of the desktop app as an admin's page does, and fetches them as the app does; also wrongly.
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import type { ErrorCode } from '../../contract/errors.ts'
import { type ReleaseView, releaseFilePath, updatesPath } from '../../contract/releases.ts'
import type { Client } from './client.ts'

type Asking = Pick<Client, 'url' | 'token'>
export type Put = { status: number; code: ErrorCode | null; message: string; release: ReleaseView | null }

export async function put(
  { url, token }: { url: string; token: string | null },
  name: string,
  body: Uint8Array | string,
  headers: Record<string, string> = {},
): Promise<Put> {
  const answer = await fetch(url + releaseFilePath(name), {
    method: 'PUT',
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  const { error, release } = (await answer.json()) as {
    error?: { code: ErrorCode; message: string }
    release?: ReleaseView
  }
  return {
    status: answer.status,
    code: error?.code ?? null,
    message: error?.message ?? '',
    release: release ?? null,
  }
}

/** A PUT whose bytes come when the test says so. */
export function openPut({ url, token }: Asking, name: string, length: number) {
  const asked = request(url + releaseFilePath(name), {
    method: 'PUT',
    agent: false,
    headers: { authorization: `Bearer ${token}`, 'content-length': length },
  })
  const answer = new Promise<number>((resolve) => {
    asked.once('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.once('error', () => resolve(0))
  })
  return {
    write: (bytes: Uint8Array) => new Promise<void>((resolve) => void asked.write(bytes, () => resolve())),
    end: () => void asked.end(),
    /** Hangs up without a word. */
    cut: () => void asked.destroy(),
    /** The status; 0 when the connection broke. */
    answer,
  }
}

export const fetchUpdate = (
  url: string,
  name: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Response> => fetch(url + updatesPath + encodeURIComponent(name), { method, headers })

type Raw = { method: string; token?: string; headers?: Record<string, string> }

/** The status of a request whose path and headers are sent as they are written: fetch would tidy them up. */
export function statusOf(url: string, path: string, { method, token, headers = {} }: Raw): Promise<number> {
  const { hostname, port } = new URL(url)
  const all = { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) }
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers: all, agent: false }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    asked.once('error', reject)
    asked.end(method === 'PUT' ? 'bytes' : undefined)
  })
}

export const sha512Of = (bytes: Uint8Array | string): string =>
  createHash('sha512').update(bytes).digest('base64')

/** The installers of a release, as their bytes by their names. */
export type Installers = Record<string, string>

/** What electron-builder writes, in its order and form. */
export function manifestOf(version: string, installers: Installers): string {
  const files = Object.entries(installers).flatMap(([name, bytes]) => [
    `  - url: ${name}`,
    `    sha512: ${sha512Of(bytes)}`,
    `    size: ${Buffer.byteLength(bytes)}`,
  ])
  const [[name, bytes] = ['', '']] = Object.entries(installers)
  return [
    `version: ${version}`,
    'files:',
    ...files,
    `path: ${name}`,
    `sha512: ${sha512Of(bytes)}`,
    `releaseDate: '2026-11-20T10:00:00.000Z'`,
    '',
  ].join('\n')
}

/** Brings all of a release and answers it. */
export async function bring(
  admin: Client,
  feed: string,
  version: string,
  installers: Installers,
): Promise<ReleaseView> {
  for (const [name, bytes] of Object.entries(installers)) {
    const { status, message } = await put(admin, name, bytes)
    if (status !== 200) throw new Error(`${name} was refused: ${message}`)
  }
  const { release, message } = await put(admin, feed, manifestOf(version, installers))
  if (!release) throw new Error(`${feed} was refused: ${message}`)
  return release
}
