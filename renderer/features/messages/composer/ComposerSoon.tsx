// A composer: the editor, or until it is loaded a place to write in.
import { useState } from 'react'
import type { ComposerProps } from './Composer.tsx'
import { FirstComposer } from './FirstComposer.tsx'
import { composerStore } from './load-composer.ts'

export function ComposerSoon(props: ComposerProps) {
  const Composer = composerStore((state) => state.Composer)
  const [isComposing, setComposing] = useState(false)
  // A word that an input method is still putting together would be cut in two.
  if (Composer && !isComposing) return <Composer {...props} />
  return <FirstComposer {...props} onComposing={setComposing} />
}
