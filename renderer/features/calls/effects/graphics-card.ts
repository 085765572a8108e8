// Whether there is a real graphics card behind WebGL. A software renderer speaks WebGL too, but an effect drawn by it
// takes many times as long as one computed directly.

const softwareRenderers = /swiftshader|llvmpipe|softpipe|basic render|software|warp/i

/** By the name that WebGL gives for its renderer. An unknown one, kept secret by the browser, counts as none. */
export const isRealGraphicsCard = (renderer: string): boolean =>
  renderer !== '' &&
  !/^(mozilla|webkit webgl|generic renderer)$/i.test(renderer) &&
  !softwareRenderers.test(renderer)

export function hasRealGraphicsCard(): boolean {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat: true })
  if (!context) return false
  const info = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER)
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return isRealGraphicsCard(String(renderer ?? ''))
}
