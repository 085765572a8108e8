// What is remembered, and what is made of something strange.
import { expect, test } from 'vitest'
import { firstPreferences, preferencesFrom } from './preferences.ts'

test('what was kept comes back', () => {
  const kept = {
    ...firstPreferences,
    microphoneId: 'm',
    labels: { m: 'Headset' },
    background: { kind: 'blur', strength: 'light' } as const,
    noise: 'original' as const,
    startsMuted: true,
    isMirrored: false,
  }
  expect(preferencesFrom(JSON.stringify(kept))).toEqual(kept)
})

test.each([
  null,
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{"noise":"loud","background":{"kind":"hologram"},"labels":7}',
])('nothing, or nonsense (%s), is as at first', (kept) => {
  expect(preferencesFrom(kept)).toEqual(firstPreferences)
})

test('an own picture that died with its page leaves a blur, never the room', () => {
  const kept = JSON.stringify({ background: { kind: 'picture', url: 'blob:http://x/1' } })
  expect(preferencesFrom(kept).background).toEqual({ kind: 'blur', strength: 'strong' })
  const bundled = JSON.stringify({ background: { kind: 'picture', url: '/assets/beach.jpg' } })
  expect(preferencesFrom(bundled).background).toEqual({ kind: 'picture', url: '/assets/beach.jpg' })
})
