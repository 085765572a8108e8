// Addresses that work without a session for ten minutes. They name the person they were made for, who must still be
// allowed to see the file when they are used: a link carries no right of its own.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { contentPath } from '../../../../contract/files.ts'
import type { FileId, PersonId } from '../../../../contract/ids.ts'
import type { Context } from '../../../core/context.ts'
import { AppError, notFound } from '../../../core/errors.ts'
import { keyRingOf } from '../sealing/keys.ts'

const lifeMs = 10 * 60_000

type Link = { fileId: FileId; personId: PersonId; untilMs: number }

const keysOf = (context: Context) => keyRingOf(context).derive('links')
const sign = (key: Buffer, { fileId, personId, untilMs }: Link) =>
  createHmac('sha256', key).update(`${fileId}\n${personId}\n${untilMs}`).digest()

export function makeLink(
  context: Context,
  fileId: FileId,
  personId: PersonId,
): { url: string; expiresAt: string } {
  const untilMs = context.clock.now().getTime() + lifeMs
  const signature = sign(keysOf(context)[0] as Buffer, { fileId, personId, untilMs }).toString('base64url')
  const query = new URLSearchParams({ person: personId, until: String(untilMs), signature })
  return {
    url: `${context.config.publicUrl}${contentPath(fileId)}?${query}`,
    expiresAt: new Date(untilMs).toISOString(),
  }
}

/** Throws not_found for a link we did not make, link_expired for one that is over. */
export function verifyLink(context: Context, link: Link, signature: string): void {
  const given = Buffer.from(signature, 'base64url')
  const isOurs = keysOf(context).some((key) => {
    const wanted = sign(key, link)
    return wanted.length === given.length && timingSafeEqual(wanted, given)
  })
  if (!isOurs) throw notFound('file')
  const leftMs = link.untilMs - context.clock.now().getTime()
  if (leftMs <= 0)
    throw new AppError('link_expired', 'This link was good for ten minutes. Ask for a new one.')
}
