// Lets one hear the others: one hidden audio element per stream of sound, through the chosen speaker. Chromium plays a
// remote track only while a media element holds it, and only after the person has touched the page once.
import { findChosen } from '../devices/hot-plug.ts'
import { deviceListsStore } from '../devices/lists.ts'
import { preferencesStore } from '../devices/preferences.ts'
import { liveCallStore, type RemoteMedia } from '../state.ts'
import { say } from './telling.ts'

type Sinkable = HTMLMediaElement & { setSinkId?: (deviceId: string) => Promise<void> }

/** Lets an element play through the chosen speaker, now, when the choice changes, and when the device goes or comes, until the returned function is called. */
export function playThroughSpeaker(element: HTMLMediaElement): () => void {
  let last: string | null = null
  const choose = () => {
    const deviceId = speakerNow()
    if (deviceId === last) return
    last = deviceId
    void (element as Sinkable).setSinkId?.(deviceId).catch(() => {})
  }
  choose()
  const stops = [preferencesStore.subscribe(choose), deviceListsStore.subscribe(choose)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The chosen one while it is there, by its name where its id has changed; else the system's own. */
function speakerNow(): string {
  const { speakerId, labels } = preferencesStore.getState()
  if (speakerId === null) return ''
  const { speakers, isKnown } = deviceListsStore.getState()
  if (!isKnown) return speakerId
  return findChosen(speakers, { deviceId: speakerId, label: labels[speakerId] ?? null })?.deviceId ?? ''
}

type Playing = { element: HTMLAudioElement; track: MediaStreamTrack; stop(): void }

/** Plays all sound of the call as it comes and goes, until the returned function is called. */
export function startPlayback(): () => void {
  const playing = new Map<string, Playing>()
  const follow = (media: ReadonlyMap<string, RemoteMedia>) => {
    for (const [id, one] of playing) {
      if (media.get(id)?.track === one.track) continue
      one.stop()
      playing.delete(id)
    }
    for (const [id, one] of media)
      if (one.track.kind === 'audio' && !playing.has(id)) playing.set(id, play(one))
  }
  follow(liveCallStore.getState().media)
  const unfollow = liveCallStore.subscribe((now, before) => {
    if (now.media !== before.media) follow(now.media)
  })
  return () => {
    unfollow()
    follow(new Map())
  }
}

function play({ track, seatId, source }: RemoteMedia): Playing {
  const element = document.createElement('audio')
  element.hidden = true
  element.dataset.callAudio = source
  element.dataset.seatId = seatId
  element.autoplay = true
  element.srcObject = new MediaStream([track])
  document.body.append(element)
  const stopChoosing = playThroughSpeaker(element)
  void begin(element)
  return {
    element,
    track,
    stop() {
      stopChoosing()
      element.srcObject = null
      element.remove()
    },
  }
}

async function begin(element: HTMLAudioElement): Promise<void> {
  try {
    await element.play()
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return
    say('notice.soundBlocked')
    const retry = () => {
      for (const name of ['pointerdown', 'keydown']) window.removeEventListener(name, retry)
      if (element.isConnected) void begin(element)
    }
    for (const name of ['pointerdown', 'keydown']) window.addEventListener(name, retry)
  }
}
