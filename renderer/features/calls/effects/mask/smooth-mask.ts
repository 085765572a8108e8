// Keeps the mask from flickering: where the model wavers a little, most of the last mask stays; where it changes its
// mind, the new one counts at once, so that nothing trails behind a moving hand.

const stillShare = 0.3
const shareOfChange = 2

/** Takes a new confidence mask (0 background … 1 person) into the one shown so far. Both have the same length. */
export function smoothMask(shown: Float32Array, fresh: Float32Array): void {
  for (let i = 0; i < shown.length; i++) {
    const before = shown[i] as number
    const change = (fresh[i] as number) - before
    const share = stillShare + shareOfChange * Math.abs(change)
    shown[i] = before + Math.min(share, 1) * change
  }
}
