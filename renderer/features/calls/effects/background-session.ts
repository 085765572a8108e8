// One camera's way through the effect, inside the worker: find the person, draw, watch the time. Whatever fails on the
// way, what comes out is a finished frame or none: where there is no mask everything is hidden, never shown.
import type { EffectLevel, EncoderLimit, WorkerBackground } from './background-messages.ts'
import { createCpuDrawer } from './compose/cpu-drawer.ts'
import { createCutoutMaker } from './compose/cutout.ts'
import type { Drawer } from './compose/drawer.ts'
import type { SmallFrame } from './compose/sizes.ts'
import { createFrameMeter } from './frame-meter.ts'
import { firstGovernorState, govern } from './governor.ts'
import { createModelKeeper, type ModelKeeper } from './model-keeper.ts'
import type { Segmenter } from './segmenter.ts'

type Parts = {
  drawer: Drawer
  openSegmenter: () => Promise<Segmenter>
  /** False: always full, however slow, so that a test of the picture doesn't depend on the machine. */
  isGoverned: boolean
  onLevel: (level: EffectLevel) => void
}

export type BackgroundSession = {
  readonly drawnBy: Drawer['name']
  /** Loads the model if this background needs it. @throws when it can't be loaded */
  prepare(background: WorkerBackground): Promise<void>
  change(background: WorkerBackground): void
  noteEncoderLimit(reason: EncoderLimit): void
  /** The frame stays the caller's, and so does what comes back: both must be closed. */
  finish(frame: VideoFrame): Promise<VideoFrame>
  /** Tells how long a frame took, once it is written. */
  noteWritten(timestamp: number, frameMs: number): void
}

export function createBackgroundSession(parts: Parts): BackgroundSession {
  const { openSegmenter, isGoverned, onLevel } = parts
  const model = createModelKeeper(openSegmenter, () => onLevel('off'))
  const person = createPersonFinder(model)
  const meter = createFrameMeter()
  let { drawer } = parts
  let background: WorkerBackground = { kind: 'none' }
  let governor = firstGovernorState

  async function draw(frame: VideoFrame, wanted: WorkerBackground): Promise<VideoFrame> {
    const { level } = governor
    const small = await drawer.take(frame, level === 'smaller')
    return drawer.draw(frame, person.find(small, level), wanted)
  }

  return {
    get drawnBy() {
      return drawer.name
    },
    async prepare(wanted) {
      if (wanted.kind !== 'none') await model.open()
    },
    change(wanted) {
      background = wanted
      // Until the model is there, everything is hidden.
      if (wanted.kind !== 'none') model.open().catch(() => {})
    },
    noteEncoderLimit(reason) {
      meter.encoderLimit = reason
    },
    async finish(frame) {
      const wanted = background
      if (wanted.kind === 'none') return frame.clone()
      try {
        return await draw(frame, wanted)
      } catch (error) {
        if (drawer.name === 'cpu') throw error
        // A graphics card may go at any time: asleep, reset by its driver, given to another program.
        drawer.close()
        drawer = createCpuDrawer()
        return draw(frame, wanted)
      }
    },
    noteWritten(timestamp, frameMs) {
      const window = meter.note(timestamp, frameMs, performance.now())
      if (!window || !isGoverned || background.kind === 'none' || model.isLost) return
      const { level } = governor
      governor = govern(governor, window)
      if (governor.level !== level) onLevel(governor.level)
    },
  }
}

/** Keeps the cut-out from frame to frame, and decides which frames the model is asked about. */
function createPersonFinder(model: ModelKeeper) {
  const maker = createCutoutMaker()
  let hasMask = false
  let framesSinceAsked = 0

  function forget() {
    hasMask = false
    maker.forget()
    return null
  }

  /** @returns null when nobody can be cut out of this frame */
  function find(small: SmallFrame, level: EffectLevel) {
    if (level === 'off') return forget()
    const isAsked = level === 'full' || !hasMask || ++framesSinceAsked >= 2
    if (isAsked) {
      framesSinceAsked = 0
      const fresh = model.ask(small.pixels)
      if (!fresh) return forget()
      hasMask = true
      maker.update(small, fresh)
    } else maker.update(small, null)
    return maker.cutout
  }

  return { find }
}
