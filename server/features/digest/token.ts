// The token in the link that switches e-mail off: who, and a signature that only this server can make. It opens nothing
// else, so it may live as long as the e-mail it stands in.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { PersonId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { perContext } from '../../core/per-context.ts'
import { findOrMakeKey } from './db.ts'

const idBytes = 16
const signatureBytes = 32

const keyOf = perContext((context) => {
  let known: Promise<Buffer> | null = null
  return () => {
    known ??= findOrMakeKey(context.db, randomBytes(32)).catch((error) => {
      known = null
      throw error
    })
    return known
  }
})

const sign = (key: Buffer, id: Buffer) => createHmac('sha256', key).update('digest.off\0').update(id).digest()

export async function offToken(context: Context, personId: PersonId): Promise<string> {
  const id = Buffer.from(personId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, sign(await keyOf(context)(), id)]).toString('base64url')
}

/** Whose e-mail a token switches off; null when this server has not made it. */
export async function readOffToken(context: Context, token: string): Promise<PersonId | null> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== idBytes + signatureBytes) return null
  const id = bytes.subarray(0, idBytes)
  if (!timingSafeEqual(bytes.subarray(idBytes), sign(await keyOf(context)(), id))) return null
  const hex = id.toString('hex')
  return PersonId.parse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}
