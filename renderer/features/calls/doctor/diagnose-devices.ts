// What is wrong with the page itself, the camera, the microphone and the speaker. Pure.

import type { CameraFacts, Facts, MicrophoneFacts } from './facts.ts'
import type { Finding } from './finding.ts'

/** Darker than this is a closed lens cover or a black room. */
const darkBrightness = 6
const fewFramesPerSecond = 12
const fewLines = 360
/** As devices/level.ts measures: below is a microphone that hears nothing, or nobody spoke. */
const silentLevel = 0.08

export function deviceFindings(facts: Facts): Finding[] {
  return [
    ...pageFindings(facts),
    ...cameraFindings(facts),
    ...microphoneFindings(facts),
    ...speakerFindings(facts),
  ]
}

function pageFindings({ secure }: Facts): Finding[] {
  if (!secure) return []
  if (!secure.hasWebRtc) return [{ check: 'secure', verdict: 'bad', code: 'noWebRtc' }]
  if (!secure.isSecure)
    return [{ check: 'secure', verdict: 'bad', code: 'insecure', values: { host: secure.host } }]
  return []
}

/** Without https there are no devices, and no other reason is worth a word. */
const isHidden = ({ secure }: Facts) => secure?.isSecure === false

function cameraFindings(facts: Facts): Finding[] {
  const { camera } = facts
  if (!camera) return []
  const found = (verdict: Finding['verdict'], code: string, values = {}): Finding[] => [
    { check: 'camera', verdict, code, values },
  ]
  if (camera.problem !== null)
    return found('bad', isHidden(facts) ? 'cameraHidden' : codeOf('camera', camera.problem))
  return pictureFindings(camera, found)
}

function pictureFindings(
  { framesPerSecond, brightness, width, height }: Extract<CameraFacts, { problem: null }>,
  found: (verdict: Finding['verdict'], code: string, values?: Finding['values']) => Finding[],
): Finding[] {
  if (framesPerSecond === 0) return found('bad', 'cameraFrozen')
  if (brightness !== null && brightness < darkBrightness) return found('warn', 'cameraDark')
  if (framesPerSecond < fewFramesPerSecond)
    return found('warn', 'cameraSlow', { framesPerSecond: Math.round(framesPerSecond) })
  if (Math.min(width, height) < fewLines) return found('warn', 'cameraSmall', { width, height })
  return []
}

function microphoneFindings(facts: Facts): Finding[] {
  const { microphone } = facts
  if (!microphone) return []
  const check = 'microphone' as const
  if (microphone.problem !== null) {
    const code = isHidden(facts) ? 'microphoneHidden' : codeOf('microphone', microphone.problem)
    return [{ check, verdict: 'bad', code }]
  }
  if (microphone.isMutedBySystem) return [{ check, verdict: 'bad', code: 'microphoneMuted' }]
  if (microphone.loudest < silentLevel) return [{ check, verdict: 'warn', code: 'microphoneSilent' }]
  return []
}

const codeOf = (
  device: 'camera' | 'microphone',
  problem: NonNullable<(CameraFacts | MicrophoneFacts)['problem']>,
) => `${device}${problem[0]?.toUpperCase()}${problem.slice(1)}`

function speakerFindings({ speaker }: Facts): Finding[] {
  if (speaker?.isPlayed === false) return [{ check: 'speaker', verdict: 'warn', code: 'speakerFailed' }]
  if (speaker?.isHeard === false) return [{ check: 'speaker', verdict: 'warn', code: 'speakerNotHeard' }]
  return []
}
