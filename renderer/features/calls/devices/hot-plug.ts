// Which device to use when devices come and go: the chosen one while it is there, else the next best at once, and the
// chosen one again when it is back. Pure.

export type ListedDevice = { deviceId: string; label: string }
export type Choice = { deviceId: string; label: string | null }

/** Chromium lists the system's default a second time under these names. */
export const isAlias = (deviceId: string): boolean => deviceId === 'default' || deviceId === 'communications'

/** The chosen device as it is listed now: by id, or by its name under another id. */
export function findChosen(list: readonly ListedDevice[], choice: Choice | null): ListedDevice | null {
  if (!choice) return null
  const byId = list.find(({ deviceId }) => deviceId === choice.deviceId)
  if (byId) return byId
  if (!choice.label) return null
  return list.find(({ deviceId, label }) => label === choice.label && !isAlias(deviceId)) ?? null
}

export type Move =
  | { kind: 'stay' }
  /** To the chosen one, which is back. */
  | { kind: 'return'; device: ListedDevice }
  /** The one in use is gone; null: there is none at all. */
  | { kind: 'replace'; device: ListedDevice | null }

/**
 * What to do now that these devices are there. `inUse`: the id and name of the device that runs, null: none runs.
 */
export function moveFor(
  list: readonly ListedDevice[],
  choice: Choice | null,
  inUse: ListedDevice | null,
): Move {
  const chosen = findChosen(list, choice)
  if (!inUse) {
    const device = chosen ?? nextBest(list)
    return device ? { kind: 'replace', device } : { kind: 'stay' }
  }
  const isThere = list.some((device) => device.deviceId === inUse.deviceId && !isRenamed(device, inUse))
  if (chosen && chosen.deviceId !== inUse.deviceId)
    return { kind: isThere ? 'return' : 'replace', device: chosen }
  if (isThere) return { kind: 'stay' }
  return { kind: 'replace', device: chosen ?? nextBest(list) }
}

/** The same alias for another device: the system's default has changed. */
const isRenamed = (device: ListedDevice, inUse: ListedDevice) =>
  isAlias(device.deviceId) && device.label !== '' && inUse.label !== '' && device.label !== inUse.label

/** The system's default first. */
export function nextBest(list: readonly ListedDevice[]): ListedDevice | null {
  return list.find(({ deviceId }) => deviceId === 'default') ?? list[0] ?? null
}

/** Chromium calls the default "Default - Name". */
export const plainLabel = (label: string): string => label.replace(/^(Default|Communications) - /, '')
