// How often a window takes in what is pushed to it. What comes after a quiet moment is there at once; of a stream of events
// each would draw the screen anew, and nobody reads twenty messages a second.

/** While somebody is at it: short enough to feel immediate. */
const activeRestMs = 100
/** On screen, and nobody touches it. */
const idleRestMs = 1000
/** Nobody looks: only notifications wait for it. */
const hiddenRestMs = 2000
/** After the last input it counts as touched for so long. */
const activeForMs = 15_000

const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
let touchedAt = Number.NEGATIVE_INFINITY

/** Notices when the window is touched, until the returned function is called. */
export function watchTouch(): () => void {
  const touch = () => {
    touchedAt = performance.now()
  }
  for (const name of inputs) window.addEventListener(name, touch, { passive: true, capture: true })
  return () => {
    for (const name of inputs) window.removeEventListener(name, touch, { capture: true })
  }
}

export function restBetweenArrivals(): number {
  if (document.visibilityState !== 'visible') return hiddenRestMs
  return performance.now() - touchedAt < activeForMs ? activeRestMs : idleRestMs
}
