// GET /desktop/dictionaries/<name>: Chromium's dictionaries (en-US-10-1.bdic), put into a folder by hand. The desktop app asks
// here and never elsewhere for what its spell check needs.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { dictionariesPath } from '../../../contract/releases.ts'
import type { Context } from '../../core/context.ts'
import { notFound } from '../../core/errors.ts'
import { addOpenDoor, sendFile } from './open-door.ts'

const dictionaryName = /^[a-z]{2,3}(?:-[a-z\d]{1,8}){0,4}\.bdic$/i

export function addDictionaries(http: FastifyInstance, context: Context): void {
  const folder = join(context.config.dataFolder, 'dictionaries')
  addOpenDoor(http, context, dictionariesPath, async (request, reply, name) => {
    if (!dictionaryName.test(name)) throw notFound('dictionary')
    // Chromium asks in small letters for what its makers publish in mixed ones.
    const names = await readdir(folder).catch(() => [])
    const found = names.find((one) => one.toLowerCase() === name.toLowerCase())
    if (!found) throw notFound('dictionary')
    return sendFile(request, reply, { folder, name: found })
  })
}
