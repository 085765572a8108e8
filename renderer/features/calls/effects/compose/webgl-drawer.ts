// Draws with a graphics card. It does what touches every pixel, making small and laying person over background; mask
// and blur are computed on the small picture as without a card, so both ways look the same.
import { blurFor, createBackdrop } from './backdrop.ts'
import { surelyBehind, surelyInFront } from './blend-planes.ts'
import type { Cutout } from './cutout.ts'
import { coverRect, type Drawer, timesOf } from './drawer.ts'
import { backdropSize, type Channels, maskSize, type SmallFrame } from './sizes.ts'
import { createProgram, createTexture } from './webgl-program.ts'

const shrinkShader = `
in vec2 place;
uniform sampler2D camera;
out vec4 colour;
void main() { colour = texture(camera, place); }`

const blendShader = `
in vec2 place;
uniform sampler2D camera, lines, seen, behind;
uniform vec2 pictureShare, ends;
out vec4 colour;
void main() {
  vec3 person = texture(camera, place).rgb;
  vec2 line = texture(lines, place).rg;
  float confidence = line.r * dot(person, vec3(0.299, 0.587, 0.114)) + line.g;
  float share = clamp((confidence - ends.x) / (ends.y - ends.x), 0.0, 1.0);
  vec3 background = texture(behind, (place - 0.5) * pictureShare + 0.5).rgb;
  // The light of what the camera saw behind is taken out of the edge, see lay() in blend-planes.ts.
  float gain = share > 0.5 ? (1.0 - share) / share : 1.0;
  person = clamp(person + gain * (person - texture(seen, place).rgb), 0.0, 1.0);
  colour = vec4(mix(background, person, share), 1.0);
}`

/** @returns null where there is no WebGL2 */
export function createWebglDrawer(): Drawer | null {
  const canvas = new OffscreenCanvas(2, 2)
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false })
  if (!gl) return null
  const shrinkProgram = createProgram(gl, shrinkShader)
  const blendProgram = createProgram(gl, blendShader)
  const camera = createTexture(gl, true)
  const behind = createBehind(gl)
  const lines = createLines(gl)
  const readBack = createReadBack(gl)
  const backdrop = createBackdrop()
  let isHalved = false

  return {
    name: 'webgl',
    async take(frame, isSmaller) {
      if (gl.isContextLost()) throw new Error('the graphics card is gone')
      isHalved = isSmaller
      gl.bindTexture(gl.TEXTURE_2D, camera)
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, frame)
      gl.generateMipmap(gl.TEXTURE_2D)
      return readBack(() => shrinkProgram.run(1, { camera }))
    },
    draw(frame, cutout, background) {
      const scale = isHalved ? 2 : 1
      const width = Math.floor(frame.displayWidth / scale)
      const height = Math.floor(frame.displayHeight / scale)
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      const isPicture = background.kind === 'picture'
      backdrop.draw(readBack.small.channels, cutout?.mask ?? null, cutout ? blurFor(background) : 'hidden')
      behind.show(backdrop.channels, isPicture ? background.picture : null)
      lines.show(cutout)
      gl.bindFramebuffer(gl.FRAMEBUFFER, null)
      gl.viewport(0, 0, width, height)
      const pictureShare = isPicture ? shareShown(background.picture, width, height) : [1, 1]
      const textures = { camera, lines: lines.texture, seen: behind.blurred, behind: behind.texture() }
      blendProgram.run(-1, textures, { pictureShare, ends: [surelyBehind, surelyInFront] })
      return new VideoFrame(canvas, timesOf(frame))
    },
    close: () => gl.getExtension('WEBGL_lose_context')?.loseContext(),
  }
}

/** How much of the picture's width and height is seen when it covers the whole. */
function shareShown(picture: ImageBitmap, width: number, height: number) {
  const [, , wide, high] = coverRect(picture, width, height)
  return [width / wide, height / high]
}

/** The small picture, drawn by the card and read back for the model and the mask. */
function createReadBack(gl: WebGL2RenderingContext) {
  const target = gl.createFramebuffer()
  const texture = createTexture(gl)
  gl.texImage2D(
    gl.TEXTURE_2D,
    0,
    gl.RGBA8,
    maskSize.width,
    maskSize.height,
    0,
    gl.RGBA,
    gl.UNSIGNED_BYTE,
    null,
  )
  gl.bindFramebuffer(gl.FRAMEBUFFER, target)
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0)
  const room = () => new Float32Array(backdropSize.width * backdropSize.height)
  const small: SmallFrame = {
    pixels: new ImageData(maskSize.width, maskSize.height),
    luma: new Float32Array(maskSize.width * maskSize.height),
    channels: [room(), room(), room()],
  }
  const bytes = new Uint8Array(small.pixels.data.buffer)

  function read(draw: () => void): SmallFrame {
    gl.bindFramebuffer(gl.FRAMEBUFFER, target)
    gl.viewport(0, 0, maskSize.width, maskSize.height)
    draw()
    gl.readPixels(0, 0, maskSize.width, maskSize.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
    for (let i = 0; i < small.luma.length; i++) {
      const at = 4 * i
      small.luma[i] =
        (0.299 * (bytes[at] as number) +
          0.587 * (bytes[at + 1] as number) +
          0.114 * (bytes[at + 2] as number)) /
        255
    }
    for (let c = 0; c < 3; c++) halveChannel(bytes, c, small.channels[c] as Float32Array)
    return small
  }
  return Object.assign(read, { small })
}

function halveChannel(bytes: Uint8Array, channel: number, to: Float32Array) {
  const below = 4 * maskSize.width
  for (let i = 0; i < to.length; i++) {
    const x = i % backdropSize.width
    const at = 4 * (2 * ((i - x) / backdropSize.width) * maskSize.width + 2 * x) + channel
    const upper = (bytes[at] as number) + (bytes[at + 4] as number)
    to[i] = (upper + (bytes[at + below] as number) + (bytes[at + below + 4] as number)) / 4
  }
}

/** What is behind the person: the blurred channels, and perhaps a picture, which is handed to the card only once. */
function createBehind(gl: WebGL2RenderingContext) {
  const blurred = createTexture(gl)
  const shown = createTexture(gl)
  const bytes = new Uint8ClampedArray(4 * backdropSize.width * backdropSize.height).fill(255)
  let picture: ImageBitmap | null = null
  return {
    blurred,
    texture: () => (picture ? shown : blurred),
    show(channels: Channels, wanted: ImageBitmap | null) {
      for (let c = 0; c < 3; c++) {
        const channel = channels[c] as Float32Array
        for (let i = 0; i < channel.length; i++) bytes[4 * i + c] = channel[i] as number
      }
      const { width, height } = backdropSize
      gl.bindTexture(gl.TEXTURE_2D, blurred)
      gl.texImage2D(
        gl.TEXTURE_2D,
        0,
        gl.RGBA,
        width,
        height,
        0,
        gl.RGBA,
        gl.UNSIGNED_BYTE,
        new Uint8Array(bytes.buffer),
      )
      if (wanted && wanted !== picture) {
        gl.bindTexture(gl.TEXTURE_2D, shown)
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, wanted)
      }
      picture = wanted
    },
  }
}

/** The mask's slopes and offsets as a texture of two channels; nobody is cut out where there is no mask. */
function createLines(gl: WebGL2RenderingContext) {
  const texture = createTexture(gl)
  const numbers = new Float32Array(2 * maskSize.width * maskSize.height)
  return {
    texture,
    show(cutout: Cutout | null) {
      if (!cutout) numbers.fill(0)
      else {
        for (let i = 0; i < cutout.mask.length; i++) {
          numbers[2 * i] = cutout.filter.slope[i] as number
          numbers[2 * i + 1] = cutout.filter.offset[i] as number
        }
      }
      gl.bindTexture(gl.TEXTURE_2D, texture)
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG16F, maskSize.width, maskSize.height, 0, gl.RG, gl.FLOAT, numbers)
    },
  }
}
