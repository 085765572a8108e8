// mediasoup-client's Device, loaded late, so that the shell carries none of it, and ahead of time, so that joining does
// not wait: the server's capabilities are the same for all calls, so those of the last call are a good guess.
import type { Device, RtpCapabilities } from 'mediasoup-client/types'

const rememberedKey = 'nucleus-calls-router'

let guess: { text: string; device: Promise<Device> } | null = null

function remember(text: string): void {
  try {
    localStorage.setItem(rememberedKey, text)
  } catch {
    // Then the next first call loads it while joining.
  }
}

function recall(): string | null {
  try {
    return localStorage.getItem(rememberedKey)
  } catch {
    return null
  }
}

async function load(text: string): Promise<Device> {
  const { Device: BrowserDevice } = await import('mediasoup-client')
  const device = await BrowserDevice.factory()
  await device.load({ routerRtpCapabilities: JSON.parse(text) as RtpCapabilities })
  return device
}

/** Loads what joining needs; whatever fails here fails again, and is told, when it is really needed. */
export function prefetchDevice(): void {
  const text = recall()
  if (text === null) return void import('mediasoup-client').catch(() => {})
  guess ??= { text, device: load(text) }
  guess.device.catch(() => {
    guess = null
  })
}

/** A Device that knows this router. Rejects where the browser has no WebRTC that we know. */
export async function deviceFor(routerRtpCapabilities: unknown): Promise<Device> {
  const text = JSON.stringify(routerRtpCapabilities)
  if (guess?.text !== text) {
    guess = { text, device: load(text) }
    remember(text)
  }
  try {
    return await guess.device
  } catch (error) {
    guess = null
    throw error
  }
}
