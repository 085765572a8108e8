// A list that a page reads from the server when it opens, with its waiting and its refusal.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CommandName, InputOf, OutputOf } from '../../contract/commands.ts'
import { call } from '../data/api.ts'
import { connectionStore } from '../data/connection.ts'

export type Loaded<Name extends CommandName> = {
  data: OutputOf<Name> | null
  error: unknown
  isLoading: boolean
  reload: () => Promise<void>
  /** Puts an answer of another command into the list, without asking again. */
  change: (how: (data: OutputOf<Name>) => OutputOf<Name>) => void
}

type Ask<Name extends CommandName> = (name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>

/**
 * Asks again whenever the input changes; of two answers on the way only the later question's counts.
 * `ask`, always the same function, when the answer is more than a list.
 */
export function useLoaded<Name extends CommandName>(
  name: Name,
  input: InputOf<Name>,
  ask: Ask<Name> = call,
): Loaded<Name> {
  const [data, setData] = useState<OutputOf<Name> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isLoading, setLoading] = useState(true)
  const question = useRef(0)
  const key = JSON.stringify(input)

  const reload = useCallback(async () => {
    const mine = ++question.current
    setLoading(true)
    setError(null)
    try {
      const answer = await ask(name, JSON.parse(key) as InputOf<Name>)
      if (mine === question.current) setData(answer)
    } catch (refusal) {
      if (mine === question.current) setError(refusal)
    } finally {
      if (mine === question.current) setLoading(false)
    }
  }, [name, key, ask])

  useEffect(() => {
    void reload()
    return () => {
      question.current++
    }
  }, [reload])

  // What could not be fetched comes by itself when the server can be reached again.
  useEffect(() => {
    if (error === null) return
    return connectionStore.subscribe((now, before) => {
      if (now.status === 'online' && before.status !== 'online') void reload()
    })
  }, [error, reload])

  const change = useCallback((how: (data: OutputOf<Name>) => OutputOf<Name>) => {
    setData((known) => (known === null ? known : how(known)))
  }, [])
  return { data, error, isLoading, reload, change }
}
