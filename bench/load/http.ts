// Commands over kept-alive connections, cheaper than fetch.
import { Agent, request } from 'node:http'
import type { CommandName, InputOf, OutputOf } from '../../contract/commands.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

export class HttpFailure extends Error {
  readonly status: number
  constructor(status: number, body: string) {
    super(`${status}: ${body.slice(0, 300)}`)
    this.status = status
  }
}

/** Sends a command. Rejects with HttpFailure for a refusal, with the socket's error for a cut. `signal` drops the answer. */
export function post<Name extends CommandName>(
  url: string,
  token: string,
  name: Name,
  input: InputOf<Name>,
  { timeoutMs = 20_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<OutputOf<Name>> {
  const body = JSON.stringify(input)
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/api/${name}`,
      {
        method: 'POST',
        agent,
        timeout: timeoutMs,
        ...(signal ? { signal } : {}),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (answer.statusCode === 200) resolve(JSON.parse(text) as OutputOf<Name>)
          else reject(new HttpFailure(answer.statusCode ?? 0, text))
        })
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('timed out')))
    sent.on('error', reject)
    sent.end(body)
  })
}
