// The mean over a square around every pixel, in a time that does not depend on the size of the square: each row and
// each column is walked once with a running sum. At the rim, where the square sticks out, only what is inside counts.

export type Size = { width: number; height: number }

/**
 * Writes into `to` the mean of `from` over a square of (2·radius+1)² pixels.
 * @param between room for the half-done picture, as long as `from`; its content is lost
 */
export function boxFilter(
  from: Float32Array,
  to: Float32Array,
  between: Float32Array,
  { width, height }: Size,
  radius: number,
): void {
  for (let y = 0; y < height; y++) meanAlongRow(from, between, y * width, width, radius)
  meanAlongColumns(between, to, width, height, radius)
}

function meanAlongRow(
  from: Float32Array,
  to: Float32Array,
  start: number,
  width: number,
  radius: number,
): void {
  let sum = 0
  let count = 0
  for (let x = 0; x < Math.min(radius, width); x++) {
    sum += from[start + x] as number
    count++
  }
  for (let x = 0; x < width; x++) {
    if (x + radius < width) {
      sum += from[start + x + radius] as number
      count++
    }
    if (x - radius > 0) {
      sum -= from[start + x - radius - 1] as number
      count--
    }
    to[start + x] = sum / count
  }
}

// Row by row, with one sum per column: walking down each column alone would miss the cache at every step.
let columnSums = new Float32Array(0)

function meanAlongColumns(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  radius: number,
): void {
  if (columnSums.length < width) columnSums = new Float32Array(width)
  const sums = columnSums
  sums.fill(0)
  let count = 0
  for (let y = 0; y < Math.min(radius, height); y++) {
    for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) + (from[y * width + x] as number)
    count++
  }
  for (let y = 0; y < height; y++) {
    if (y + radius < height) {
      const row = (y + radius) * width
      for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) + (from[row + x] as number)
      count++
    }
    if (y - radius > 0) {
      const row = (y - radius - 1) * width
      for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) - (from[row + x] as number)
      count--
    }
    const share = 1 / count
    const row = y * width
    for (let x = 0; x < width; x++) to[row + x] = (sums[x] as number) * share
  }
}
