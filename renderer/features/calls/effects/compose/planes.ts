// The camera's picture as three planes, brightness and two colours at half the size (I420). Most cameras give it like
// this already and every encoder wants it so: nothing is turned into RGB and back.

export type Planes = {
  width: number
  height: number
  y: Uint8Array
  u: Uint8Array
  v: Uint8Array
  all: Uint8Array
}

export const halfOf = (length: number) => (length + 1) >> 1

export function makePlanes(width: number, height: number): Planes {
  const luma = width * height
  const chroma = halfOf(width) * halfOf(height)
  const all = new Uint8Array(luma + 2 * chroma)
  return {
    width,
    height,
    all,
    y: all.subarray(0, luma),
    u: all.subarray(luma, luma + chroma),
    v: all.subarray(luma + chroma),
  }
}

/** Makes planes anew only when the size is another one. */
export const planesOfSize = (planes: Planes | null, width: number, height: number): Planes =>
  planes?.width === width && planes.height === height ? planes : makePlanes(width, height)

/** Takes apart the interleaved colours of NV12. */
export function splitColours(interleaved: Uint8Array, planes: Planes): void {
  for (let i = 0; i < planes.u.length; i++) {
    planes.u[i] = interleaved[2 * i] as number
    planes.v[i] = interleaved[2 * i + 1] as number
  }
}

/** Half as wide and high, by the mean of four. `to` has the size rounded down to even numbers. */
export function halvePlanes(from: Planes, to: Planes): void {
  halve(from.y, from.width, to.y, to.width, to.height)
  halve(from.u, halfOf(from.width), to.u, halfOf(to.width), halfOf(to.height))
  halve(from.v, halfOf(from.width), to.v, halfOf(to.width), halfOf(to.height))
}

function halve(from: Uint8Array, fromWidth: number, to: Uint8Array, width: number, height: number) {
  for (let y = 0; y < height; y++) {
    let at = 2 * y * fromWidth
    for (let x = 0; x < width; x++, at += 2) {
      to[y * width + x] =
        ((from[at] as number) +
          (from[at + 1] as number) +
          (from[at + fromWidth] as number) +
          (from[at + fromWidth + 1] as number) +
          2) >>
        2
    }
  }
}
