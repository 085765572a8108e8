// Calls over the socket: requests with an answer, notices without one, and what the server offers and tells. Everything
// that comes in is parsed with the contract's shapes.
import {
  Acknowledgement,
  CallNews,
  type CallNewsName,
  type CallNewsOf,
  type CallNotice,
  type CallNoticeName,
  type CallOffer,
  type CallOfferName,
  CallOffers,
  type CallRequestInput,
  type CallRequestName,
  type CallRequestOutput,
  CallRequests,
} from '../../contract/call-signals.ts'
import { ApiError } from './api.ts'
import { isSocketReady, onConnection, onRaw, requestRaw, sendRaw } from './socket.ts'

const answerMs = 10_000

/** Asks over the socket. Throws ApiError: a refusal of the server, or `offline` when no answer came. */
export async function request<Name extends CallRequestName>(
  name: Name,
  input: CallRequestInput<Name>,
): Promise<CallRequestOutput<Name>> {
  let raw: unknown
  try {
    raw = await requestRaw(name, input, answerMs)
  } catch (error) {
    throw new ApiError('offline', error instanceof Error ? error.message : 'no answer')
  }
  const answer = Acknowledgement.safeParse(raw)
  if (!answer.success) throw new ApiError('internal', `unexpected answer to ${name}`)
  if (!answer.data.ok) {
    const { code, message, field, retryAfterMs } = answer.data.error
    throw new ApiError(code, message, {
      ...(field === undefined ? {} : { field }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  }
  const data = CallRequests[name].output.safeParse(answer.data.data)
  if (!data.success) throw new ApiError('internal', `unexpected answer to ${name}`)
  return data.data as CallRequestOutput<Name>
}

/** Tells the server; without a connection it is lost. */
export function notice<Name extends CallNoticeName>(name: Name, input: CallNotice<Name>): void {
  sendRaw(name, input)
}

/** Says goodbye from a page that goes away and can wait for no answer. */
export function leaveWithoutWaiting(input: CallRequestInput<'call.leave'>): void {
  sendRaw('call.leave', input)
}

/** Does what the server offers; the promise's end is the answer. */
export function onOffer<Name extends CallOfferName>(
  name: Name,
  handle: (offer: CallOffer<Name>) => Promise<void>,
): () => void {
  return onRaw(name, (raw, acknowledge) => {
    const refuse = (code: string, message: string) => acknowledge?.({ ok: false, error: { code, message } })
    const offer = CallOffers[name].safeParse(raw)
    if (!offer.success) return void refuse('invalid_input', 'This was not understood.')
    handle(offer.data as CallOffer<Name>).then(
      () => acknowledge?.({ ok: true, data: {} }),
      (error: unknown) => {
        const isRefusal = error instanceof ApiError && error.code !== 'offline'
        refuse(isRefusal ? error.code : 'internal', 'This could not be done.')
      },
    )
  })
}

/** Tells the listener each piece of news of that name that can be understood. */
export function onNews<Name extends CallNewsName>(
  name: Name,
  listener: (news: CallNewsOf<Name>) => void,
): () => void {
  return onRaw(name, (raw) => {
    const news = CallNews[name].safeParse(raw)
    if (news.success) listener(news.data as CallNewsOf<Name>)
  })
}

/** Waits until the server has said `ready`; false when it did not in this time. */
export async function whenReady(limitMs: number): Promise<boolean> {
  if (isSocketReady()) return true
  return await new Promise((resolve) => {
    const done = (isReady: boolean) => {
      clearTimeout(timer)
      stop()
      resolve(isReady)
    }
    const timer = setTimeout(() => done(false), limitMs)
    const stop = onConnection((isUp) => isUp && done(true))
  })
}
