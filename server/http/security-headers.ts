// Headers that keep a browser from doing what a page of ours never needs. Helmet knows them; it is asked once, at the
// start, because asking it at every answer costs more than the answer of a small command.
import type { FastifyInstance } from 'fastify'
import helmet, { type HelmetOptions } from 'helmet'

/**
 * Scripts only from our own files; styles may be set by attributes, as React and the editor do. WebAssembly from our
 * own files may be compiled (effects of calls), which does not let a text become a script.
 */
const pagePolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'", 'blob:'],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

/** What calls need, for our own pages and for none that these show in a frame. Helmet doesn't know this header. */
const deviceHeader = {
  'permissions-policy': ['camera', 'microphone', 'display-capture', 'speaker-selection', 'autoplay']
    .map((feature) => `${feature}=(self)`)
    .join(', '),
}

/** The headers that helmet sets with these options, whatever the request. */
function headersOf(options: HelmetOptions): Record<string, string> {
  const headers: Record<string, string> = {}
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => {},
  }
  helmet(options)({} as never, response as never, (error) => {
    if (error) throw error
  })
  return headers
}

/** Pages get all of them; the answer to a command is JSON and may do nothing at all, should a browser open it. */
export function addSecurityHeaders(http: FastifyInstance, isSecure: boolean): void {
  const common = { hsts: isSecure, crossOriginOpenerPolicy: { policy: 'same-origin' } } as const
  const policy = { contentSecurityPolicy: { useDefaults: false, directives: pagePolicy } }
  const page: Record<string, string> = { ...headersOf({ ...common, ...policy }), ...deviceHeader }
  const command = {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    ...(page['strict-transport-security']
      ? { 'strict-transport-security': page['strict-transport-security'] }
      : {}),
  }
  http.addHook('onRequest', async (request, reply) => {
    reply.headers(request.method === 'POST' ? command : page)
  })
}
