// GET and POST /api/digest/off?token=…: the link in an e-mail. Looking at it changes nothing, because mail programs and
// scanners open links; pressing the button does, and so does the one click of a mail program (RFC 8058).
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../core/context.ts'
import { asAppError, sendError } from '../../http/answer.ts'
import { limitFlood, limitRate } from '../../http/rate-limit.ts'
import { switchOff } from './service.ts'
import { readOffToken } from './token.ts'
import { words } from './words.ts'

const Query = z.object({ token: z.string().max(200) })
const offRate = { limit: 60, perSeconds: 60 }

/** Answers to a POST may otherwise do nothing at all, not even have a style. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const page = (title: string, lead: string, button: string | null) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:15vh auto;padding:0 1.5rem}
button{font:inherit;padding:.5rem 1.25rem}</style></head>
<body><h1>${title}</h1><p>${lead}</p>${button ? `<form method="post"><button>${button}</button></form>` : ''}</body></html>`

export async function addOffRoute(http: FastifyInstance, context: Context): Promise<void> {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      limitFlood(context, request.ip)
      limitRate(context, 'address', request.ip, 'digest.off', offRate)
      const query = Query.safeParse(request.query)
      const personId = query.success ? await readOffToken(context, query.data.token) : null
      reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store')
      reply.header('content-security-policy', policy)
      // The address of the page is the key to it.
      reply.header('referrer-policy', 'no-referrer')
      if (!personId) return reply.code(404).send(page(words.offWrong, words.offWrongLead, null))
      if (request.method !== 'POST') return reply.send(page(words.offTitle, words.offLead, words.offButton))
      await switchOff(context, personId)
      return reply.send(page(words.offDone, words.offDoneLead, null))
    } catch (error) {
      return sendError(reply.header('cache-control', 'no-store'), asAppError(error, context.log))
    }
  }
  await http.register(async (scope) => {
    // Forms, and nothing in them that matters.
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data'])
      scope.addContentTypeParser(type, { parseAs: 'string', bodyLimit: 10_000 }, (_request, _body, done) =>
        done(null, {}),
      )
    scope.get('/api/digest/off', answer)
    scope.post('/api/digest/off', answer)
  })
}
