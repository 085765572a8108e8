// Which bytes a request asks for (RFC 9110 §13 and §14). One range is answered; of several, all bytes are.

export type Wanted =
  | { kind: 'whole' }
  | { kind: 'part'; from: number; to: number }
  | { kind: 'unsatisfiable' }
  | { kind: 'unchanged' }

type Asked = {
  method: string
  range?: string | undefined
  ifRange?: string | undefined
  ifNoneMatch?: string | undefined
}

/** `to` excluded, as everywhere here; on the wire it is included. */
function readRange(range: string, size: number): Wanted {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/i.exec(range.trim()) ?? []
  if (first === '' && last === '') return { kind: 'whole' }
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', from: size - length, to: size }
  }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return { kind: 'whole' }
  if (from >= size) return { kind: 'unsatisfiable' }
  return { kind: 'part', from, to: last === '' ? size : Math.min(size, Number(last) + 1) }
}

/** If-None-Match compares weakly (§13.1.2), If-Range strongly (§13.1.5); our tags are strong ones. */
const names = (list: string, tag: string) =>
  list.trim() === '*' || list.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)

export function wantedOf({ method, range, ifRange, ifNoneMatch }: Asked, tag: string, size: number): Wanted {
  if (ifNoneMatch !== undefined && names(ifNoneMatch, tag)) return { kind: 'unchanged' }
  // Ranges are defined for GET alone.
  if (range === undefined || method !== 'GET') return { kind: 'whole' }
  if (ifRange !== undefined && ifRange.trim() !== tag) return { kind: 'whole' }
  return readRange(range, size)
}
