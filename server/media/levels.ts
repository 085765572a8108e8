// Loudness and the speaker of a room, gathered from the observers of all its routers and told together.
import type { ActiveSpeakerObserver, AudioLevelObserver } from 'mediasoup/types'

const everyMs = 250

export type TellLevels = (levels: [peerId: string, level: number][], speakerId: string | null) => void

export function createLevels(tell: TellLevels) {
  const peerOf = new Map<string, string>()
  const perObserver = new Map<AudioLevelObserver, [string, number][]>()
  let speakerId: string | null = null
  let isNews = false

  const timer = setInterval(() => {
    if (!isNews) return
    isNews = false
    const levels = [...perObserver.values()].flat().sort((a, b) => b[1] - a[1])
    tell(levels, speakerId)
  }, everyMs)
  const nameOf = (producerId: string) => peerOf.get(producerId)

  return {
    /** Whose microphone a producer is. */
    name: (producerId: string, peerId: string): void => void peerOf.set(producerId, peerId),
    forget(producerId: string): void {
      const peerId = peerOf.get(producerId)
      peerOf.delete(producerId)
      if (speakerId !== null && speakerId === peerId) speakerId = null
    },
    watch(audioLevels: AudioLevelObserver, activeSpeaker: ActiveSpeakerObserver): void {
      audioLevels.on('volumes', (volumes) => {
        const levels = volumes.flatMap(({ producer, volume }): [string, number][] => {
          const peerId = nameOf(producer.id)
          return peerId === undefined ? [] : [[peerId, volume]]
        })
        perObserver.set(audioLevels, levels)
        isNews = true
      })
      audioLevels.on('silence', () => {
        perObserver.set(audioLevels, [])
        isNews = true
      })
      activeSpeaker.on('dominantspeaker', ({ producer }) => {
        const peerId = nameOf(producer.id)
        if (peerId === undefined) return
        // Of several routers each has its own: the loudest of all has the word.
        const loudest = [...perObserver.values()].flat().sort((a, b) => b[1] - a[1])[0]?.[0]
        speakerId = perObserver.size > 1 ? (loudest ?? peerId) : peerId
        isNews = true
      })
    },
    stop: (): void => clearInterval(timer),
  }
}
