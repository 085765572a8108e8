// GET /api/pictures/<personId>?v=<version>: for <img>, so with a cookie and without the header that commands need.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { PersonId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { AppError, notFound } from '../../core/errors.ts'
import { asAppError, sendError } from '../../http/answer.ts'
import { credentialsOf } from '../../http/authenticate.ts'
import { limitFlood, limitRate } from '../../http/rate-limit.ts'
import { findActor } from '../sessions/service.ts'
import { findPicture } from './service.ts'

const Params = z.object({ personId: PersonId })
const Query = z.object({ v: z.string().max(40).optional() })
/** Browsers keep them: a new one looks at its list of people once. */
const pictureRate = { limit: 3000, perSeconds: 60 }

export function addPictureRoute(http: FastifyInstance, context: Context): void {
  http.get('/api/pictures/:personId', async (request, reply) => {
    try {
      limitFlood(context, request.ip)
      const credentials = credentialsOf(request.headers, request.cookies)
      const actor = credentials && (await findActor(context, credentials.token))
      if (!actor) throw new AppError('not_signed_in', 'Please sign in.')
      limitRate(context, 'person', actor.personId, 'pictures', pictureRate)
      const params = Params.safeParse(request.params)
      const picture = params.success ? await findPicture(context, params.data.personId) : null
      if (!picture) throw notFound('picture')
      const isThisVersion = Query.safeParse(request.query).data?.v === picture.version
      return reply
        .header('content-type', picture.contentType)
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', isThisVersion ? 'private, max-age=31536000, immutable' : 'private, no-cache')
        .send(Buffer.from(picture.bytes))
    } catch (error) {
      return sendError(reply.header('cache-control', 'no-store'), asAppError(error, context.log))
    }
  })
}
