import { afterEach, expect, test } from 'vitest'
import type { Entry } from '../../../contract/events.ts'
import type { FileView } from '../../../contract/files.ts'
import type { ClientId, FileId, MessageId } from '../../../contract/ids.ts'
import { tellFileNews } from './news.ts'
import { addressOf, forgetSent, holdBytes, keepAsSent, sentPicture } from './uploads/bytes.ts'
import { type Upload, uploadsStore } from './uploads/state.ts'

const [id, fileId] = ['u-1' as ClientId, 'f-1' as FileId]
const [messageId, other] = ['m-1' as MessageId, 'm-2' as MessageId]

const hear = (event: object) => tellFileNews([{ event } as Entry])
const hearSent = () =>
  hear({ type: 'message.sent', message: { id: messageId, files: [{ id: fileId, messageId } as FileView] } })
const hearDeleted = (gone: MessageId) => hear({ type: 'message.deleted', messageId: gone })
const release = () => {
  keepAsSent(id, fileId)
  uploadsStore.setState({ uploads: [] })
}

afterEach(() => {
  forgetSent()
  uploadsStore.setState({ uploads: [] })
})

test.each(['answer', 'entry'])(
  'a picture sent from here leaves the memory with its message, also when the %s came first',
  (first) => {
    uploadsStore.setState({ uploads: [{ id, fileId } as Upload] })
    holdBytes(id, new Blob(['a']))
    addressOf(id)
    if (first === 'answer') release()
    hearSent()
    if (first === 'entry') release()
    hearDeleted(other)
    expect(sentPicture(fileId)).not.toBeNull()
    hearDeleted(messageId)
    expect(sentPicture(fileId)).toBeNull()
  },
)

test('a file that is erased by itself leaves the memory too', () => {
  holdBytes(id, new Blob(['a']))
  addressOf(id)
  release()
  hear({ type: 'file.changed', file: { id: fileId, state: 'deleted' } })
  expect(sentPicture(fileId)).toBeNull()
})
