// Where a window stood, and where it stands after displays were taken away. Pure.

export type Rectangle = { x: number; y: number; width: number; height: number }
export type WindowState = Rectangle & { isMaximized: boolean }

const least = { width: 640, height: 480 }
const usual = { width: 1280, height: 820 }
/** So much of the title bar has to be on some display, or nobody could take hold of the window. */
const grip = { width: 120, height: 32 }

const overlap = (a: Rectangle, b: Rectangle) => ({
  width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
  height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
})

const isNumbers = (value: unknown): value is Rectangle =>
  typeof value === 'object' &&
  value !== null &&
  (['x', 'y', 'width', 'height'] as const).every((key) => Number.isFinite((value as Rectangle)[key]))

/** In the middle of a display, and no larger than it. */
function centred({ x, y, width, height }: Rectangle): Rectangle {
  const size = { width: Math.min(usual.width, width), height: Math.min(usual.height, height) }
  return {
    ...size,
    x: Math.round(x + (width - size.width) / 2),
    y: Math.round(y + (height - size.height) / 2),
  }
}

/**
 * What was kept (anything: the file may be broken), made to fit the work areas of the displays there are now, the primary
 * one first. All in device-independent pixels.
 */
export function restoreWindow(kept: unknown, displays: readonly [Rectangle, ...Rectangle[]]): WindowState {
  const [primary] = displays
  if (!isNumbers(kept)) return { ...centred(primary), isMaximized: false }
  const isMaximized = (kept as Partial<WindowState>).isMaximized === true
  const titleBar = { x: kept.x, y: kept.y, width: kept.width, height: grip.height }
  const home = displays.find((display) => {
    const seen = overlap(titleBar, display)
    return seen.width >= grip.width && seen.height >= grip.height
  })
  if (!home) return { ...centred(primary), isMaximized }
  return {
    x: Math.round(kept.x),
    y: Math.round(kept.y),
    width: Math.round(Math.min(home.width, Math.max(least.width, kept.width))),
    height: Math.round(Math.min(home.height, Math.max(least.height, kept.height))),
    isMaximized,
  }
}
