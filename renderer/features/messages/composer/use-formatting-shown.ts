// Whether the formatting buttons are shown: one choice per device, for all composers.
import { useState } from 'react'

const key = 'nucleus.composer.formatting'

export function useFormattingShown(): [boolean, () => void] {
  const [isShown, setIsShown] = useState(() => localStorage.getItem(key) !== 'hidden')
  const toggle = () => {
    localStorage.setItem(key, isShown ? 'hidden' : 'shown')
    setIsShown(!isShown)
  }
  return [isShown, toggle]
}
