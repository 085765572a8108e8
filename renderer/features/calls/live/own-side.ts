// Oneself: microphone, camera and shared screens, before a call and in it. What is captured is shown in the state and
// handed to whatever sends at the moment.
import { newId } from '../../../data/new-id.ts'
import { Camera } from '../devices/camera.ts'
import { askForBoth } from '../devices/capture.ts'
import { Microphone } from '../devices/microphone.ts'
import type { OwnShare } from '../state.ts'
import { contentHintOf } from './encodings.ts'
import { captureScreen } from './screen-capture.ts'
import type { Sending } from './sending.ts'
import { live, say, tellOwn } from './telling.ts'

const mostShares = 2

export class OwnSide {
  #sending: Sending | null = null
  #isTalking = false
  #sounds = new Map<string, MediaStreamTrack>()
  readonly #microphone: Microphone
  readonly camera: Camera

  constructor() {
    this.#microphone = new Microphone({
      changed: () => this.#sendMicrophone(),
      problem: (microphoneProblem) => {
        const isNews = microphoneProblem !== null && microphoneProblem !== live().own.microphoneProblem
        tellOwn({ microphoneProblem })
        // Before joining the screen itself shows it; of one that ran and is gone another word is said.
        if (isNews && live().phase !== 'preparing' && this.#microphone.track === null)
          say('notice.microphoneUnavailable')
      },
      talking: (isTalking) => {
        this.#isTalking = isTalking
        this.#tellTalking()
      },
      say,
    })
    this.camera = new Camera({
      changed: (track) => {
        tellOwn({ cameraTrack: track })
        this.#sending?.want({ source: 'camera', shareId: null, track, isPaused: false })
      },
      problem: (cameraProblem) => tellOwn({ cameraProblem }),
      failed: () => void this.setCamera(false),
      say,
    })
  }

  /** Starts the devices; does not wait for the person's permission, and needs none to go on. */
  begin({ isMuted, isCameraOn }: { isMuted: boolean; isCameraOn: boolean }): void {
    tellOwn({ isMuted, isCameraOn })
    void this.#startDevices(isCameraOn)
  }

  async #startDevices(isCameraOn: boolean): Promise<void> {
    const release = isCameraOn ? await askForBoth() : () => {}
    const isStillWanted = live().phase !== 'idle' && live().phase !== 'lost'
    const camera = isStillWanted && live().own.isCameraOn ? this.setCamera(true) : null
    if (isStillWanted) await Promise.all([this.#microphone.start(), camera])
    release()
  }

  /** From now on what is captured is sent this way. */
  attach(sending: Sending): void {
    this.#sending = sending
    this.#sendMicrophone()
    const { cameraTrack, shares } = live().own
    sending.want({ source: 'camera', shareId: null, track: cameraTrack, isPaused: false })
    for (const share of shares) this.#sendShare(share)
  }

  detach(): void {
    this.#sending = null
  }

  /** Everything off: no light burns when nobody is called. */
  end(): void {
    this.detach()
    for (const { shareId } of live().own.shares) this.stopShare(shareId)
    this.camera.stop()
    this.#microphone.stop()
  }

  setMuted(isMuted: boolean): void {
    tellOwn({ isMuted })
    this.#sendMicrophone()
    this.#tellTalking()
  }

  async setCamera(isOn: boolean): Promise<void> {
    tellOwn({ isCameraOn: isOn })
    if (!isOn) return this.camera.stop()
    await this.camera.start()
    // It could not be had: the button says so.
    if (live().own.cameraProblem && !live().own.cameraTrack) {
      this.camera.stop()
      tellOwn({ isCameraOn: false })
    }
  }

  async startShare(hint: OwnShare['hint']): Promise<void> {
    if (live().own.shares.length >= mostShares) return say('notice.tooManyShares')
    const captured = await captureScreen(hint)
    if (!captured) return
    const { track, sound } = captured
    if (live().own.shares.length >= mostShares || !this.#sending) {
      track.stop()
      sound?.stop()
      return
    }
    const share: OwnShare = { shareId: newId(), track, hasSound: sound !== null, hint }
    if (sound) this.#sounds.set(share.shareId, sound)
    // Ended with the browser's own button, or because the window was closed.
    track.onended = () => this.stopShare(share.shareId)
    tellOwn({ shares: [...live().own.shares, share] })
    this.#sendShare(share)
  }

  stopShare(shareId: string): void {
    const share = live().own.shares.find((one) => one.shareId === shareId)
    if (!share) return
    share.track.onended = null
    share.track.stop()
    this.#sounds.get(shareId)?.stop()
    this.#sounds.delete(shareId)
    this.#sending?.end('screen', shareId)
    this.#sending?.end('screenAudio', shareId)
    tellOwn({ shares: live().own.shares.filter((one) => one !== share) })
  }

  setShareHint(shareId: string, hint: OwnShare['hint']): void {
    const shares = live().own.shares.map((one) => (one.shareId === shareId ? { ...one, hint } : one))
    const share = shares.find((one) => one.shareId === shareId)
    if (!share) return
    share.track.contentHint = contentHintOf(hint)
    this.#sending?.setHint(shareId, hint)
    tellOwn({ shares })
  }

  #sendShare({ shareId, track, hint }: OwnShare): void {
    this.#sending?.want({ source: 'screen', shareId, track, isPaused: false, hint })
    const sound = this.#sounds.get(shareId) ?? null
    this.#sending?.want({ source: 'screenAudio', shareId, track: sound, isPaused: false })
  }

  #sendMicrophone(): void {
    const { track } = this.#microphone
    this.#sending?.want({ source: 'microphone', shareId: null, track, isPaused: live().own.isMuted })
  }

  #tellTalking(): void {
    const isTalkingWhileMuted = this.#isTalking && live().own.isMuted
    if (isTalkingWhileMuted !== live().own.isTalkingWhileMuted) tellOwn({ isTalkingWhileMuted })
  }
}
