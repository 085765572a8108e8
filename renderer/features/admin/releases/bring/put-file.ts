// Sends the bytes of one file of a release, and tells how far they are: fetch can't, so XMLHttpRequest.
import { ErrorView } from '../../../../../contract/errors.ts'
import { releaseFilePath } from '../../../../../contract/releases.ts'
import { ApiError, notSignedIn } from '../../../../data/api.ts'

/** A network that swallows everything is noticed after this. The server may take a while to write the last of it. */
const stalledMs = 90_000

type Wishes = { signal: AbortSignal; onProgress: (sent: number) => void }

/** Throws ApiError: `offline` when the way was cut, else what the server said. Aborting throws the signal's reason. */
export function putFile(file: File, { signal, onProgress }: Wishes): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    let stall: ReturnType<typeof setTimeout> | undefined
    const end = (finish: () => void) => {
      clearTimeout(stall)
      signal.removeEventListener('abort', onAbort)
      finish()
    }
    const watch = () => {
      clearTimeout(stall)
      stall = setTimeout(() => request.abort(), stalledMs)
    }
    const cut = () => end(() => reject(new ApiError('offline', 'no answer')))
    const onAbort = () => {
      end(() => reject(signal.reason))
      request.abort()
    }
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', onAbort)
    request.upload.onprogress = ({ loaded }) => {
      watch()
      onProgress(loaded)
    }
    request.onload = () => end(() => (request.status === 200 ? resolve() : reject(refusalOf(request))))
    request.onerror = cut
    request.onabort = cut
    request.open('PUT', releaseFilePath(file.name))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-nucleus-client', '1')
    watch()
    request.send(file)
  })
}

function refusalOf({ status, responseText }: XMLHttpRequest): ApiError {
  if (status === 401) notSignedIn()
  const told = ErrorView.safeParse(parsed(responseText))
  // Something between us and the server answered: as good as no answer.
  if (!told.success) return new ApiError('offline', `unexpected answer (${status})`)
  const { code, message, retryAfterMs } = told.data.error
  return new ApiError(code, message, retryAfterMs === undefined ? {} : { retryAfterMs })
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
