// What is fetched is brought up to date with the entries heard while it was on its way.
import { channelOfStream, channelStream, type Entry } from '../../../contract/events.ts'
import type { ChannelId } from '../../../contract/ids.ts'
import type { MessagePage } from '../../../contract/messages.ts'
import { ApiError } from '../../data/api.ts'
import { cursorOf } from '../../data/sync.ts'
import { windowOfPage } from './pages.ts'
import type { Takes, Window } from './window.ts'

/** Entries heard per running request; `channelId` null: of every channel. */
type Recording = { channelId: ChannelId | null; entries: Entry[] }
const recordings = new Set<Recording>()

/** Told of every applied entry. */
export function recordEntry(entry: Entry): void {
  if (recordings.size === 0) return
  const channelId = channelOfStream(entry.stream)
  for (const recording of recordings)
    if (recording.channelId === null || recording.channelId === channelId) recording.entries.push(entry)
}

/** Requests on their way, for those who look for leaks. */
export const countRunningLoads = (): number => recordings.size

export const forgetRunningLoads = (): void => recordings.clear()

/** Asks; `take` gets the answer with what was heard of the channel (null: of all) until it came. */
export async function hearWhile<Answer, Taken>(
  channelId: ChannelId | null,
  ask: () => Promise<Answer>,
  take: (answer: Answer, heard: Entry[]) => Taken,
): Promise<Taken> {
  const recording: Recording = { channelId, entries: [] }
  recordings.add(recording)
  try {
    return take(await ask(), recording.entries)
  } finally {
    recordings.delete(recording)
  }
}

/** A page as a window, true as of now. */
export async function pageOf<Page extends MessagePage>(
  channelId: ChannelId,
  fetchPage: () => Promise<Page>,
  takes: Takes,
  isWanted: () => boolean,
): Promise<{ window: Window; page: Page; heard: Entry[] }> {
  for (let attempt = 1; ; attempt++) {
    const cursor = cursorOf(channelStream(channelId)) ?? 0
    const found = await hearWhile(channelId, fetchPage, (page, heard) => ({
      window: windowOfPage(page, heard, takes),
      page,
      heard,
    }))
    // A page from before what was applied when it was asked for (a lagging replica): its gap can't be filled.
    if (found.page.head < cursor && attempt < 3 && isWanted()) continue
    return found
  }
}

export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('internal', String(error))
