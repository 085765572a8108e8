// What was found becomes hits with the matches marked. The ids come from a search, which asked the law.
import { setImmediate } from 'node:timers/promises'
import type { ChannelView } from '../../../contract/channels.ts'
import type { ChannelId, FileId, MessageId, PersonId, TaskId } from '../../../contract/ids.ts'
import { excerptOf, type Fragment, findExcerpt, markMatches } from '../../../contract/lib/excerpt.ts'
import type { SearchTerm } from '../../../contract/lib/search-query.ts'
import type { SearchHit, SearchKind } from '../../../contract/search.ts'
import type { Context } from '../../core/context.ts'
import { loadChannels } from '../channels/service.ts'
import { loadMessageViews } from '../messages/service.ts'
import { loadTaskHits } from '../tasks/service.ts'
import { listFileHits, listPersonHits } from './present-db.ts'

type Page = { hits: SearchHit[]; channels: ChannelView[] }

async function withChannels(context: Context, hits: SearchHit[], ids: ChannelId[]): Promise<Page> {
  const channels = await loadChannels(context, [...new Set(ids)])
  return { hits, channels: [...channels.values()].map(({ channel }) => channel) }
}

async function presentMessages(context: Context, ids: string[], terms: SearchTerm[]): Promise<Page> {
  const views = await loadMessageViews(context, ids as MessageId[])
  const messages = ids
    .flatMap((id) => views.get(id as MessageId) ?? [])
    .filter((view) => view.deletedAt === null)
  return withChannels(
    context,
    messages.map((message) => ({ kind: 'message', message, excerpt: excerptOf(message.body, terms) })),
    messages.map(({ channelId }) => channelId),
  )
}

async function presentFiles(context: Context, ids: string[], terms: SearchTerm[]): Promise<Page> {
  const rows = new Map((await listFileHits(context.db, ids)).map((row) => [row.id, row]))
  const files = ids.flatMap((id) => rows.get(id) ?? [])
  const excerpts = new Map<string, Fragment[]>()
  for (const { id, text } of files) {
    if (!text || terms.length === 0) continue
    excerpts.set(id, findExcerpt(text, terms))
    // Texts may be long; others come in between.
    await setImmediate()
  }
  return withChannels(
    context,
    files.map((row) => ({
      kind: 'file',
      fileId: row.id as FileId,
      name: markMatches(row.name ?? '', terms),
      excerpt: excerpts.get(row.id) ?? [],
      channelId: row.channelId,
      messageId: row.messageId,
      threadId: row.threadId,
      authorId: row.authorId,
      sentAt: row.at.toISOString(),
    })),
    files.map(({ channelId }) => channelId),
  )
}

async function presentTasks(context: Context, ids: string[], terms: SearchTerm[]): Promise<Page> {
  const rows = await loadTaskHits(context, ids as TaskId[])
  const tasks = ids.flatMap((id) => rows.get(id as TaskId) ?? [])
  return withChannels(
    context,
    tasks.map(({ task, channelId, name, text }) => ({
      kind: 'task',
      task,
      channelId,
      name,
      title: markMatches(task.title, terms),
      excerpt: text === '' || terms.length === 0 ? [] : findExcerpt(text, terms),
    })),
    tasks.map(({ channelId }) => channelId),
  )
}

async function presentChannels(context: Context, ids: string[], terms: SearchTerm[]): Promise<Page> {
  const found = await loadChannels(context, ids as ChannelId[])
  const hits = ids.flatMap((id): SearchHit[] => {
    const known = found.get(id as ChannelId)
    if (!known) return []
    const { channel, state } = known
    const name = markMatches(channel.name ?? '', terms)
    return [
      {
        kind: 'channel',
        channel,
        memberCount: state.memberCount,
        name,
        topic: markMatches(channel.topic, terms),
      },
    ]
  })
  return { hits, channels: [] }
}

async function presentPeople(context: Context, ids: string[], terms: SearchTerm[]): Promise<Page> {
  const rows = new Map((await listPersonHits(context.db, ids)).map((row) => [row.id, row]))
  const hits = ids.flatMap((id): SearchHit[] => {
    const row = rows.get(id)
    if (!row) return []
    const name = markMatches(row.name, terms)
    return [{ kind: 'person', personId: id as PersonId, name, title: markMatches(row.title, terms) }]
  })
  return { hits, channels: [] }
}

const presenters: Record<SearchKind, typeof presentMessages> = {
  message: presentMessages,
  file: presentFiles,
  task: presentTasks,
  channel: presentChannels,
  person: presentPeople,
}

export const presentHits = (context: Context, kind: SearchKind, ids: string[], terms: SearchTerm[]) =>
  ids.length === 0 ? Promise.resolve({ hits: [], channels: [] }) : presenters[kind](context, ids, terms)
