// Which device runs when devices come and go.
import { describe, expect, test } from 'vitest'
import { findChosen, moveFor, nextBest, plainLabel } from './hot-plug.ts'

const device = (deviceId: string, label = `the ${deviceId}`) => ({ deviceId, label })
const [usual, headset, webcam] = [device('default', 'Default - Speaker'), device('headset'), device('webcam')]
const choice = { deviceId: 'headset', label: 'the headset' }

describe('the chosen device', () => {
  test('is found by its id, and by its name when the browser gave it another id', () => {
    expect(findChosen([webcam, headset], choice)).toBe(headset)
    const renamed = device('another', 'the headset')
    expect(findChosen([webcam, renamed], choice)).toBe(renamed)
  })

  test('is not found by an empty name, nor as the system’s alias of itself', () => {
    expect(findChosen([device('x', '')], { deviceId: 'headset', label: '' })).toBeNull()
    expect(findChosen([device('default', 'the headset')], choice)).toBeNull()
    expect(findChosen([webcam], null)).toBeNull()
  })
})

describe('devices come and go', () => {
  test('nothing that concerns us: stay', () => {
    expect(moveFor([usual, headset, webcam], choice, headset)).toEqual({ kind: 'stay' })
    expect(moveFor([usual, webcam], null, usual)).toEqual({ kind: 'stay' })
  })

  test('the one in use is gone: the system’s default at once, else any, else none', () => {
    expect(moveFor([webcam, usual], choice, headset)).toEqual({ kind: 'replace', device: usual })
    expect(moveFor([webcam], choice, headset)).toEqual({ kind: 'replace', device: webcam })
    expect(moveFor([], choice, headset)).toEqual({ kind: 'replace', device: null })
  })

  test('the chosen one is back: return to it', () => {
    expect(moveFor([usual, headset], choice, usual)).toEqual({ kind: 'return', device: headset })
  })

  test('the first device after there was none is taken', () => {
    expect(moveFor([webcam], null, null)).toEqual({ kind: 'replace', device: webcam })
    expect(moveFor([usual, headset], choice, null)).toEqual({ kind: 'replace', device: headset })
    expect(moveFor([], null, null)).toEqual({ kind: 'stay' })
  })

  test('the system’s default is another device now: it is opened anew', () => {
    const other = device('default', 'Default - Headset')
    expect(moveFor([other, headset], null, usual)).toEqual({ kind: 'replace', device: other })
    expect(moveFor([device('default', '')], null, usual)).toEqual({ kind: 'stay' })
  })
})

test('the best there is: the system’s default, else the first', () => {
  expect(nextBest([webcam, usual])).toBe(usual)
  expect(nextBest([webcam, headset])).toBe(webcam)
  expect(nextBest([])).toBeNull()
})

test('a name is said without Chromium’s word before it', () => {
  expect(plainLabel('Default - Anna’s headset')).toBe('Anna’s headset')
  expect(plainLabel('Defaulting - microphone')).toBe('Defaulting - microphone')
})
