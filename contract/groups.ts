// User groups: people under one handle, mentioned together with @design.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { GroupId, PersonId } from './ids.ts'
import { instant, line } from './text.ts'

export const maxGroupMembers = 1000

export const GroupView = z.object({
  id: GroupId,
  handle: z.string().meta({ description: 'Written after @; unique, lower case' }),
  name: z.string(),
  memberIds: z.array(PersonId),
  isArchived: z.boolean().meta({ description: 'Mentions nobody and is not offered any more' }),
  createdAt: instant,
  revision: z.number().int().meta({ description: 'Grows with every change; the higher one wins' }),
})
export type GroupView = z.infer<typeof GroupView>

/** Words that mean somebody else already. */
const reserved = ['channel', 'here', 'everyone', 'all', 'group']

/** Lower-case words joined by -, _ or ., in any script. */
export const groupHandle = line(40)
  .transform((text) => text.replace(/^@+/, '').trim().toLocaleLowerCase('en').replace(/\s+/g, '-'))
  .pipe(
    z
      .string()
      .min(1)
      .regex(
        /^[\p{L}\p{M}\p{N}]([\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])?$/u,
        'may have letters, digits, - _ and . only',
      )
      .refine((handle) => !reserved.includes(handle), 'is taken by a mention of everybody'),
  )

const oneGroup = z.object({ groupId: GroupId })
const group = z.object({ group: GroupView })
const personIds = z.array(PersonId).max(maxGroupMembers)

export const groups = {
  create: command({
    name: 'groups.create',
    summary: 'Makes a group of people who can be mentioned together.',
    access: 'signedIn',
    input: z.object({ handle: groupHandle, name: line(80), memberIds: personIds.default([]) }),
    output: group,
    errors: ['forbidden', 'already_exists', 'not_found'],
    rate: rates.seldom,
  }),
  update: command({
    name: 'groups.update',
    summary: 'Changes the handle or name of a group; what was written with the old handle shows the new one.',
    access: 'signedIn',
    input: oneGroup.extend({ handle: groupHandle.optional(), name: line(80).optional() }),
    output: group,
    errors: ['forbidden', 'already_exists', 'not_found'],
    rate: rates.seldom,
  }),
  changeMembers: command({
    name: 'groups.changeMembers',
    summary: 'Puts people into a group and takes others out of it.',
    access: 'signedIn',
    input: oneGroup.extend({ addedIds: personIds.default([]), removedIds: personIds.default([]) }),
    output: group,
    errors: ['forbidden', 'not_found', 'too_large'],
    rate: rates.seldom,
  }),
  archive: command({
    name: 'groups.archive',
    summary: 'Archives a group (it mentions nobody any more) or brings it back.',
    access: 'signedIn',
    input: oneGroup.extend({ isArchived: z.boolean() }),
    output: group,
    errors: ['forbidden', 'not_found'],
    rate: rates.seldom,
  }),
}
