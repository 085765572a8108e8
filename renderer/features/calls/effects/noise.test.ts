import { expect, it, vi } from 'vitest'
import { microphoneConstraints, startNoiseSuppression } from './noise.ts'

it("never lets the browser's filter run beside ours, and keeps echo out except for original sound", () => {
  const asked = (['suppressed', 'browser', 'original'] as const).map((choice) => {
    const { noiseSuppression, echoCancellation } = microphoneConstraints(choice)
    return [noiseSuppression, echoCancellation]
  })
  expect(asked).toEqual([
    [false, true],
    [true, true],
    [false, false],
  ])
})

it('hands back the microphone itself where there is no audio context, and says so', async () => {
  const microphone = {} as MediaStreamTrack
  const onBypass = vi.fn()
  const { track } = await startNoiseSuppression(microphone, onBypass)
  expect(track).toBe(microphone)
  expect(onBypass).toHaveBeenCalledOnce()
})
