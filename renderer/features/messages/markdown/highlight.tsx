// Colours code: lowlight's tree as React elements. Loaded only when a message holds code with a language.
import { common, createLowlight } from 'lowlight'
import type { ReactNode } from 'react'

const lowlight = createLowlight(common)

type Node = ReturnType<typeof lowlight.highlight>['children'][number]

/** Null when the language is unknown. */
export function highlight(text: string, language: string): ReactNode {
  if (!lowlight.registered(language)) return null
  return lowlight.highlight(language, text).children.map(draw)
}

function draw(node: Node, index: number): ReactNode {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return null
  const names = node.properties.className
  return (
    <span key={index} className={Array.isArray(names) ? names.join(' ') : undefined}>
      {node.children.map((child, position) => draw(child as Node, position))}
    </span>
  )
}
