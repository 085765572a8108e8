// Where drafts are kept: the server's three commands, as draft-sync.ts asks them.
import type { InputOf, OutputOf } from '../../contract/commands.ts'
import { type CallOptions, call } from './api.ts'

export type DraftDoors = {
  save: (input: InputOf<'drafts.save'>, options?: CallOptions) => Promise<OutputOf<'drafts.save'>>
  find: (place: InputOf<'drafts.find'>) => Promise<OutputOf<'drafts.find'>>
  list: () => Promise<OutputOf<'drafts.list'>>
}

export const draftDoors: DraftDoors = {
  save: (input, options) => call('drafts.save', input, options),
  find: (place) => call('drafts.find', place),
  list: () => call('drafts.list', {}),
}
