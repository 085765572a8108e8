// Sends the bytes of one file by the tus protocol: asks how much has arrived, then adds pieces until all has. One try;
// the trying again is the uploader's.
import type { DetailedError, Upload as TusUpload } from 'tus-js-client'
import { type ErrorCode, ErrorView } from '../../../../contract/errors.ts'
import { uploadPath } from '../../../../contract/files.ts'
import type { FileId } from '../../../../contract/ids.ts'
import { ApiError, notSignedIn } from '../../../data/api.ts'

/** Large enough that the way back and forth does not count, small enough for proxies and to lose little in a cut. */
const pieceBytes = 4 * 1024 * 1024
/** A network that swallows everything is noticed after this. */
const stalledMs = 30_000

export type Transfer = {
  fileId: FileId
  blob: Blob
  signal: AbortSignal
  onProgress: (sent: number) => void
}

/** Throws ApiError: `offline` when the way was cut, else what the server said. Aborting throws the signal's reason. */
export async function transfer(order: Transfer): Promise<void> {
  // Loaded with the first file: most windows send none.
  const { Upload } = await import('tus-js-client').catch(() => {
    throw new ApiError('offline', 'what sends files could not be loaded')
  })
  return send(Upload, order)
}

function send(Upload: typeof TusUpload, { fileId, blob, signal, onProgress }: Transfer): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let stall: ReturnType<typeof setTimeout> | undefined
    const end = (finish: () => void) => {
      clearTimeout(stall)
      signal.removeEventListener('abort', onAbort)
      finish()
    }
    const watch = () => {
      clearTimeout(stall)
      stall = setTimeout(() => {
        void upload.abort()
        end(() => reject(new ApiError('offline', 'stalled')))
      }, stalledMs)
    }
    const upload = new Upload(blob, {
      uploadUrl: uploadPath(fileId),
      chunkSize: pieceBytes,
      retryDelays: null,
      storeFingerprintForResuming: false,
      headers: { 'x-nucleus-client': '1' },
      onBeforeRequest: watch,
      onProgress: (sent) => {
        watch()
        onProgress(sent)
      },
      onSuccess: () => end(resolve),
      onError: (error) => end(() => reject(refusalOf(error))),
    })
    const onAbort = () => {
      void upload.abort()
      end(() => reject(signal.reason))
    }
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', onAbort)
    upload.start()
  })
}

const codes: Record<number, ErrorCode> = {
  403: 'forbidden',
  404: 'not_found',
  // Another piece came in between, or another window holds it: it is asked anew how much has arrived.
  409: 'not_ready',
  410: 'not_found',
  413: 'too_large',
  423: 'not_ready',
  429: 'rate_limited',
  507: 'storage_full',
}

function refusalOf(error: Error | DetailedError): ApiError {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (!response) return new ApiError('offline', 'no answer')
  const seconds = Number(response.getHeader('Retry-After'))
  const wait = seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}
  const told = ErrorView.safeParse(parsed(response.getBody()))
  const status = response.getStatus()
  if (status === 401) notSignedIn()
  if (told.success) {
    const { code, message, retryAfterMs } = told.data.error
    return new ApiError(codes[status] === 'not_ready' ? 'not_ready' : code, message, {
      ...wait,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    })
  }
  const code = status === 401 ? 'not_signed_in' : (codes[status] ?? 'offline')
  return new ApiError(code, `unexpected answer (${status})`, wait)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
