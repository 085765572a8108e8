// Which messages say a word that somebody waits for: asked by the listener that makes mentions.
import type { ChannelId, MessageId, PersonId } from '../../../contract/ids.ts'
import { foldWords, readWords } from '../../../contract/lib/keywords.ts'
import { isWanted } from '../../../contract/lib/notify.ts'
import type { Transaction } from '../../core/db.ts'
import { listWaiting, type WaitingRow } from './db.ts'

type Written = { id: MessageId; channelId: ChannelId; authorId: PersonId; body: string }
export type KeywordHit = { messageId: MessageId; personId: PersonId }

const wants = ({ kind, level, isToldOfReplies, channelLevel, isMuted }: WaitingRow) =>
  isWanted(
    'keyword',
    { level, isToldOfReplies },
    { isConversation: kind === 'direct' || kind === 'group', level: channelLevel, isMuted },
  )

/** Each message with each member of its channel who waits for something in it, unless their rules say no or it is their own. */
export async function findKeywordHits(tx: Transaction, messages: Written[]): Promise<KeywordHit[]> {
  if (messages.length === 0) return []
  const waiting = await listWaiting(tx, [...new Set(messages.map(({ channelId }) => channelId))])
  if (waiting.length === 0) return []
  const byChannel = Map.groupBy(waiting.filter(wants), ({ channelId }) => channelId)
  const folded = new Map<string, string>()
  const foldOnce = (keyword: string) => {
    const known = folded.get(keyword) ?? foldWords(keyword)
    folded.set(keyword, known)
    return known
  }
  return messages.flatMap(({ id: messageId, channelId, authorId, body }) => {
    const others = byChannel.get(channelId)?.filter(({ personId }) => personId !== authorId)
    if (!others || others.length === 0 || body === '') return []
    const words = readWords(body)
    return others
      .filter(({ keywords }) => keywords.some((keyword) => words.has(foldOnce(keyword))))
      .map(({ personId }) => ({ messageId, personId }))
  })
}
