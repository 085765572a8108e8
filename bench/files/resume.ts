// How many bytes are sent twice when an upload is cut ten times: by the network, and by killing the server. The client is
// the product's own library.
import { createReadStream } from 'node:fs'
import { Upload } from 'tus-js-client'
import { uploadPath } from '../../contract/files.ts'
import type { FileId } from '../../contract/ids.ts'
import type { LoadPerson } from '../load/people.ts'
import { progress, type Row } from '../load/report.ts'
import { type CuttingProxy, startProxy } from './cutting-proxy.ts'
import { beginUpload, compare, onServer, type Stage, whenReady } from './stage.ts'

const cuts = 10

function sendThrough(proxy: CuttingProxy, id: FileId, stage: Stage, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(stage.source.path), {
      uploadUrl: proxy.url + uploadPath(id),
      uploadSize: stage.source.size,
      headers: { authorization: `Bearer ${token}` },
      retryDelays: Array.from({ length: 400 }, () => 100),
      onSuccess: () => resolve(),
      onError: reject,
    })
    upload.start()
  })
}

/** Answers the share of bytes that were sent more than once. */
async function sendWithCuts(stage: Stage, isKilled: boolean): Promise<number> {
  const { source, people } = stage
  const { token } = people[0] as LoadPerson
  return onServer(stage, async (server, restart) => {
    const { url } = server
    const proxy = await startProxy(server.port)
    const id = await beginUpload(url, stage)
    const sending = sendThrough(proxy, id, stage, token)
    for (let cut = 0; cut < cuts; cut += 1) {
      await Promise.race([proxy.cutAfter(source.size / (cuts + 1)), sending])
      if (isKilled) await restart()
    }
    await sending
    const lost = (proxy.sent() - source.size) / source.size
    proxy.close()
    await whenReady(url, id, token)
    await compare(url, id, source, token)
    progress(
      `resume: ${cuts} cuts ${isKilled ? 'by kill -9' : 'of the network'}, ${(lost * 100).toFixed(2)} % sent twice`,
    )
    return lost
  })
}

export async function measureResume(stage: Stage): Promise<Row[]> {
  return [
    {
      key: 'resumeLost',
      value: await sendWithCuts(stage, false),
      goal: { most: 0.05 },
      note: `${cuts} cuts`,
    },
    {
      key: 'resumeLostKilled',
      value: await sendWithCuts(stage, true),
      note: `the server killed ${cuts} times`,
    },
  ]
}
