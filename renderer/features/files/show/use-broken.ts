// A picture or film that could not be had: it is asked for once more when the server can be reached again.
import { useEffect, useState } from 'react'
import { connectionStore } from '../../../data/connection.ts'

export function useBroken(): [isBroken: boolean, setBroken: () => void] {
  const [isBroken, setIsBroken] = useState(false)
  useEffect(() => {
    if (!isBroken) return
    return connectionStore.subscribe((now, before) => {
      if (now.status === 'online' && before.status !== 'online') setIsBroken(false)
    })
  }, [isBroken])
  return [isBroken, () => setIsBroken(true)]
}
