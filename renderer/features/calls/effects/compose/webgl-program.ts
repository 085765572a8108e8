// The small part of WebGL2 that drawing a frame needs: one program per step, and textures.

const vertexShader = `#version 300 es
uniform float flip;
out vec2 place;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  place = corner;
  gl_Position = vec4(2.0 * corner.x - 1.0, flip * (2.0 * corner.y - 1.0), 0.0, 1.0);
}`

export type Program = {
  /** Draws over the whole target. @param flip 1: first row at the bottom (reading back), -1: at the top (a canvas) */
  run(flip: 1 | -1, textures: Record<string, WebGLTexture>, vectors?: Record<string, readonly number[]>): void
}

export function createProgram(gl: WebGL2RenderingContext, fragmentShader: string): Program {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, `#version 300 es\nprecision highp float;\n${fragmentShader}`],
  ] as const) {
    const shader = gl.createShader(type)
    if (!shader) throw new Error('the graphics card is gone')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(`a shader can't be linked: ${gl.getProgramInfoLog(program)}`)
  const places = new Map<string, WebGLUniformLocation | null>()
  const placeOf = (name: string) => {
    if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name))
    return places.get(name) ?? null
  }
  return {
    run(flip, textures, vectors = {}) {
      // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's word, not a hook of React
      gl.useProgram(program)
      gl.uniform1f(placeOf('flip'), flip)
      for (const [unit, [name, texture]] of Object.entries(textures).entries()) {
        gl.activeTexture(gl.TEXTURE0 + unit)
        gl.bindTexture(gl.TEXTURE_2D, texture)
        gl.uniform1i(placeOf(name), unit)
      }
      for (const [name, [x = 0, y = 0]] of Object.entries(vectors)) gl.uniform2f(placeOf(name), x, y)
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
    },
  }
}

export function createTexture(gl: WebGL2RenderingContext, hasLevels = false): WebGLTexture {
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, hasLevels ? gl.LINEAR_MIPMAP_LINEAR : gl.LINEAR)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
  return texture
}
