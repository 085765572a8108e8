// The worker that draws the background: takes the camera's frames, gives finished ones. A frame that comes while one
// is drawn replaces the one that waits (the camera's stream keeps a single one), so nothing queues up.
import type { FromWorker, ToWorker } from './background-messages.ts'
import { type BackgroundSession, createBackgroundSession } from './background-session.ts'
import { createCpuDrawer } from './compose/cpu-drawer.ts'
import { createWebglDrawer } from './compose/webgl-drawer.ts'
import { hasRealGraphicsCard } from './graphics-card.ts'
import { ownOriginOnly } from './own-origin.ts'
import { createSegmenter } from './segmenter.ts'

declare const self: DedicatedWorkerGlobalScope

self.fetch = ownOriginOnly(self.fetch.bind(self), self.location.href)

const say = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, transfer)

type Start = Extract<ToWorker, { type: 'start' }>

function openSession({ isWebglForced, isGoverned }: Start['manner']): BackgroundSession {
  const hasCard = isWebglForced || hasRealGraphicsCard()
  return createBackgroundSession({
    drawer: (hasCard ? createWebglDrawer() : null) ?? createCpuDrawer(),
    openSegmenter: async () => {
      if (!hasCard || isWebglForced) return createSegmenter('CPU')
      // A card that draws may still be unable to run the model.
      return createSegmenter('GPU').catch(() => createSegmenter('CPU'))
    },
    isGoverned,
    onLevel: (level) => say({ type: 'level', level }),
  })
}

let session: BackgroundSession | null = null
let isReady = false
let isMeasured = false

/** Draws one frame and hands it on; the camera's frame is closed in any case. */
async function pass(frame: VideoFrame, write: (finished: VideoFrame) => Promise<void>): Promise<void> {
  if (!session) return frame.close()
  const readAt = performance.now()
  const { timestamp } = frame
  let finished: VideoFrame | null = null
  try {
    finished = await session.finish(frame)
    await write(finished)
  } catch (error) {
    finished?.close()
    throw error
  } finally {
    frame.close()
  }
  const frameMs = performance.now() - readAt
  session.noteWritten(timestamp, frameMs)
  if (isMeasured) say({ type: 'measured', frameMs })
  if (!isReady) say({ type: 'ready', drawnBy: session.drawnBy })
  isReady = true
}

async function pump({ readable, writable }: Exclude<Start['route'], 'messages'>): Promise<void> {
  const reader = readable.getReader()
  const writer = writable.getWriter()
  for (;;) {
    const { done, value: frame } = await reader.read()
    if (done) break
    // A frame that could not be drawn is left out: the last finished one stays.
    await pass(frame, (finished) => writer.write(finished)).catch(() => {})
  }
  if (!isReady) say({ type: 'unavailable', reason: 'the camera ended' })
  await writer.close()
}

async function start({ route, background, manner }: Start): Promise<void> {
  isMeasured = manner.isMeasured
  const opened = openSession(manner)
  try {
    await opened.prepare(background)
  } catch (error) {
    return say({ type: 'unavailable', reason: error instanceof Error ? error.message : String(error) })
  }
  opened.change(background)
  session = opened
  if (route !== 'messages') await pump(route)
}

function passByMessage(frame: VideoFrame): void {
  let isAnswered = false
  const answer = async (finished: VideoFrame) => {
    isAnswered = true
    say({ type: 'finished', frame: finished }, [finished])
  }
  const done = () => isAnswered || say({ type: 'finished', frame: null })
  pass(frame, answer).then(done, done)
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') void start(data)
  else if (data.type === 'frame') passByMessage(data.frame)
  else if (data.type === 'change') session?.change(data.background)
  else if (data.type === 'encoderLimit') session?.noteEncoderLimit(data.reason)
  else say({ type: 'pong' })
}
