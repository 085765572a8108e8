// What is looked for stands in the address: Back, a reload and a copied link bring it again. Without it the page shows
// what was looked for last.
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { ChannelId } from '../../../contract/ids.ts'
import { SearchKind } from '../../../contract/search.ts'
import { paths } from '../../app/paths.ts'

export type Sort = 'relevance' | 'time'
export type Asked = { query: string; kind: SearchKind; sort: Sort; channelId: ChannelId | null }

export const nothingAsked: Asked = { query: '', kind: 'message', sort: 'relevance', channelId: null }

export const isSame = (one: Asked, other: Asked): boolean => addressOf(one) === addressOf(other)

export function addressOf({ query, kind, sort, channelId }: Asked): string {
  const params = new URLSearchParams()
  if (query) params.set('q', query)
  if (kind !== 'message') params.set('kind', kind)
  if (sort !== 'relevance') params.set('sort', sort)
  if (channelId) params.set('in', channelId)
  const text = params.toString()
  return text ? `${paths.search}?${text}` : paths.search
}

function readAddress(params: URLSearchParams): Asked | null {
  const query = params.get('q') ?? ''
  const channelId = params.get('in') as ChannelId | null
  if (query === '' && !channelId) return null
  const kind = SearchKind.safeParse(params.get('kind'))
  return {
    query,
    kind: kind.success ? kind.data : 'message',
    sort: params.get('sort') === 'time' ? 'time' : 'relevance',
    channelId,
  }
}

/** null: the address asks for nothing. */
export function useAddress(): Asked | null {
  const [params] = useSearchParams()
  return useMemo(() => readAddress(params), [params])
}
