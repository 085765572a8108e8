// A clock written into a picture as a row of black and white blocks, so that it survives encoding: one block that is always
// white, fourteen for milliseconds, one that is black where their number of ones is odd. Pure.

const bits = 14
/** Comes round after this long: 16 seconds. */
const turnMs = 2 ** bits

/** true: white. */
export function blocksOf(nowMs: number): boolean[] {
  const value = Math.floor(nowMs) % turnMs
  const ones = Array.from({ length: bits }, (_, bit) => ((value >> bit) & 1) === 1)
  return [true, ...ones, ones.filter(Boolean).length % 2 === 0]
}
export const blockCount = bits + 2

/** How long ago the blocks were painted; null: they can't be read. */
export function ageOf(blocks: readonly boolean[], nowMs: number): number | null {
  const ones = blocks.slice(1, 1 + bits)
  const isWhole = blocks.length === blockCount && blocks[0] === true
  if (!isWhole || blocks[blockCount - 1] !== (ones.filter(Boolean).length % 2 === 0)) return null
  const painted = ones.reduce((sum, isOne, bit) => sum + (isOne ? 2 ** bit : 0), 0)
  return (((Math.floor(nowMs) - painted) % turnMs) + turnMs) % turnMs
}
