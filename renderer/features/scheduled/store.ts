// The viewer's scheduled messages.
import { useEffect } from 'react'
import type { InputOf } from '../../../contract/commands.ts'
import type { Entry } from '../../../contract/events.ts'
import type { ScheduledView } from '../../../contract/scheduled.ts'
import { ApiError, call } from '../../data/api.ts'
import { newId } from '../../data/new-id.ts'
import { createOwnList, type OwnList } from '../due/own-list.ts'

const list = createOwnList<ScheduledView>(async () => {
  const { scheduled, head } = await call('scheduled.list', {})
  return { views: scheduled, head }
})

export const refreshScheduled = list.refresh
export const restartScheduled = list.restart
export const forgetScheduled = list.forget

/** Told of entries after they were applied. */
export function hearScheduled({ event, number }: Entry): void {
  if (event.type === 'scheduled.changed') void list.hear(number)
}

export function useScheduled(): OwnList<ScheduledView> {
  useEffect(list.want, [])
  return list.store()
}

type NewScheduled = Omit<InputOf<'scheduled.create'>, 'clientId'>
type ClientId = InputOf<'scheduled.create'>['clientId']

/** Of those whose answer did not come: pressed once more, it is still the same message. */
const unanswered = new Map<string, ClientId>()

/** Throws what the server says when it does not take it. */
export async function scheduleMessage(message: NewScheduled): Promise<void> {
  const key = JSON.stringify(message)
  const clientId = unanswered.get(key) ?? (newId() as ClientId)
  unanswered.set(key, clientId)
  await call('scheduled.create', { ...message, clientId })
  unanswered.delete(key)
  void list.refresh()
}

/** What was sent or deleted meanwhile, on another device or by the clock, needs nothing more. */
async function change(doIt: () => Promise<unknown>): Promise<void> {
  try {
    await doIt()
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'not_found')) throw error
  } finally {
    await list.refresh()
  }
}

export const moveScheduled = (input: Required<Pick<InputOf<'scheduled.update'>, 'scheduledId' | 'sendAt'>>) =>
  change(() => call('scheduled.update', input))
/** Throws not_found for what was sent meanwhile: another text would be lost. */
export const editScheduled = async (
  input: Required<Pick<InputOf<'scheduled.update'>, 'scheduledId' | 'body'>>,
): Promise<void> => {
  await call('scheduled.update', input).finally(() => void list.refresh())
}
export const sendScheduledNow = ({ id }: ScheduledView) =>
  change(() => call('scheduled.sendNow', { scheduledId: id }))
export const deleteScheduled = ({ id }: ScheduledView) =>
  change(() => call('scheduled.delete', { scheduledId: id }))
