// The composer's document as a Markdown body: blocks here, what stands inside a line in inline-to-markdown.ts.
import type { JSONContent } from '@tiptap/react'
import { inlineToMarkdown } from './inline-to-markdown.ts'

/** The body to send. Empty paragraphs fall away: Markdown can't hold them. */
export function toMarkdown(doc: JSONContent): string {
  return writeBlocks(doc.content ?? []).replace(/^\n+|\s+$/g, '')
}

const isList = (node: JSONContent | undefined) => node?.type === 'bulletList' || node?.type === 'orderedList'

function writeBlocks(nodes: JSONContent[], isInItem = false): string {
  let written = ''
  let previous: JSONContent | undefined
  let hasTwinMarker = false
  for (const node of nodes) {
    // Two lists of one kind side by side would become one list: the second takes the other marker.
    hasTwinMarker = isList(node) && previous?.type === node.type && !hasTwinMarker
    const block = writeBlock(node, hasTwinMarker)
    if (block === '' && node.type !== 'codeBlock') continue
    const separator = previous === undefined ? '' : isInItem && isList(node) ? '\n' : '\n\n'
    written += separator + block
    previous = node
  }
  return written
}

function writeBlock(node: JSONContent, hasTwinMarker: boolean): string {
  const content = node.content ?? []
  switch (node.type) {
    case 'heading':
      return `${'#'.repeat(node.attrs?.level ?? 1)} ${inlineToMarkdown(content).replaceAll('\n', ' ')}`
    case 'codeBlock':
      return writeCode(content.map((child) => child.text ?? '').join(''), node.attrs?.language ?? '')
    case 'blockquote':
      return prefixed(writeBlocks(content), '> ', '> ')
    case 'bulletList':
      return content.map((item) => writeItem(item, hasTwinMarker ? '* ' : '- ')).join('\n')
    case 'orderedList': {
      const start = Number(node.attrs?.start ?? 1)
      return content
        .map((item, index) => writeItem(item, `${start + index}${hasTwinMarker ? ')' : '.'} `))
        .join('\n')
    }
    case 'horizontalRule':
      return '---'
    default:
      return inlineToMarkdown(content)
  }
}

function writeItem(item: JSONContent, marker: string): string {
  const body = writeBlocks(item.content ?? [], true)
  return body === '' ? marker.trimEnd() : prefixed(body, marker, ' '.repeat(marker.length))
}

function prefixed(body: string, first: string, rest: string): string {
  return body
    .split('\n')
    .map((line, index) => {
      const prefix = index === 0 ? first : rest
      return line === '' ? prefix.trimEnd() : prefix + line
    })
    .join('\n')
}

/** A fence longer than any inside, so that code can hold fences itself. */
function writeCode(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map((match) => match[0].length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${code === '' ? '' : `${code}\n`}${fence}`
}
