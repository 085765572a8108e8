// The emoji list as a hook: undefined until it has loaded.
import { useEffect, useState } from 'react'
import { type EmojiData, loadEmojiData, loadedEmojiData } from './emoji-data.ts'

export function useEmojiData(isWanted = true): EmojiData | undefined {
  const [data, setData] = useState(loadedEmojiData)
  useEffect(() => {
    if (!isWanted || data) return
    let isCurrent = true
    loadEmojiData().then(
      (loaded) => isCurrent && setData(loaded),
      // Without the list a shortcode stays text; the next wish tries again.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [isWanted, data])
  return data
}
