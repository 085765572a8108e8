// The inside of a paragraph as Markdown. Tries the plainest spelling first and reads it back: backslashes and explicit
// links appear only where the text would otherwise mean something else, so bodies stay readable and searchable.
import type { JSONContent } from '@tiptap/react'
import { lex } from '../markdown/lex.ts'
import { plainLines, readInline } from './from-markdown.ts'

type Spelling = { escapes: boolean; emphasis: '_' | '*'; bareLinks: boolean }

const spellings: Spelling[] = [
  { escapes: false, emphasis: '_', bareLinks: true },
  { escapes: false, emphasis: '*', bareLinks: true },
  { escapes: true, emphasis: '_', bareLinks: true },
  { escapes: true, emphasis: '*', bareLinks: true },
  { escapes: true, emphasis: '_', bareLinks: false },
  { escapes: true, emphasis: '*', bareLinks: false },
]

export function inlineToMarkdown(content: JSONContent[]): string {
  const nodes = outsideSpaces(content)
  const wanted = signature(nodes)
  for (const spelling of spellings) {
    const written = write(nodes, spelling)
    if (written === '' || signature(readBack(written)) === wanted) return written
  }
  return write(nodes, { escapes: true, emphasis: '*', bareLinks: false })
}

function readBack(written: string): JSONContent[] {
  const tokens = lex(written)
  const [only] = tokens
  if (tokens.length !== 1 || !only) return []
  // Whoever types a table row by row means a table.
  if (only.type === 'table') return plainLines(written)
  return only.type === 'paragraph' ? readInline(only.tokens ?? [], () => '') : []
}

/** What two spellings must have in common: text, marks, links with a text of their own, mentions, breaks. */
function signature(nodes: JSONContent[]): string {
  const parts: [string, string][] = []
  for (const node of nodes) {
    if (node.type !== 'text') {
      parts.push([node.type === 'mention' ? `mention ${node.attrs?.id}` : (node.type ?? ''), ''])
      continue
    }
    const marks = (node.marks ?? [])
      .filter((mark) => mark.type !== 'link' || !isBare(node))
      .map((mark) => (mark.type === 'link' ? `link ${mark.attrs?.href}` : mark.type))
      .sort()
      .join()
    const last = parts.at(-1)
    if (last && last[0] === marks) last[1] += node.text
    else parts.push([marks, node.text ?? ''])
  }
  // Markdown drops blanks at the ends of lines; they are not worth a backslash.
  return JSON.stringify(parts)
    .replace(/ +("\],\["hardBreak",""\],\["[^"]*",")? */g, (blanks, between) => between ?? blanks)
    .trim()
}

const linkOf = (node: JSONContent) =>
  node.marks?.find((mark) => mark.type === 'link')?.attrs?.href as string | undefined

function isBare(node: JSONContent): boolean {
  const href = linkOf(node)
  return (
    href !== undefined &&
    [
      node.text,
      `https://${node.text}`,
      `http://${node.text}`,
      `mailto:${node.text}`,
      `${node.text}/`,
    ].includes(href)
  )
}

/** Outermost first. Code comes last: nothing can stand inside it. */
const order = ['link', 'bold', 'italic', 'strike', 'code']
const delimited = ['bold', 'italic', 'strike']

/** `**bold **` is no emphasis in Markdown: blanks at the edge of a mark move out of it. */
function outsideSpaces(content: JSONContent[]): JSONContent[] {
  const has = (node: JSONContent | undefined, mark: string) =>
    node?.marks?.some((other) => other.type === mark) ?? false
  return content.flatMap((node, index): JSONContent[] => {
    if (node.type !== 'text' || !node.marks || has(node, 'code')) return [node]
    const [, before = '', middle = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(node.text ?? '') ?? []
    const without = (neighbour: JSONContent | undefined) =>
      node.marks?.filter((mark) => !delimited.includes(mark.type) || has(neighbour, mark.type)) ?? []
    const piece = (text: string, marks: NonNullable<JSONContent['marks']>): JSONContent[] =>
      text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 && { marks }) }]
    return [
      ...piece(before, without(content[index - 1])),
      ...piece(middle, node.marks),
      ...piece(after, without(content[index + 1])),
    ]
  })
}

function write(nodes: JSONContent[], spelling: Spelling): string {
  const open: string[] = []
  let hrefOpen = ''
  let written = ''
  const delimiter = (mark: string) => (mark === 'bold' ? '**' : mark === 'italic' ? spelling.emphasis : '~~')
  const close = (count: number) => {
    while (open.length > count) {
      const mark = open.pop()
      written += mark === 'link' ? `](${hrefOpen})` : delimiter(mark ?? '')
    }
  }
  for (const node of nodes) {
    const isExplicitLink = linkOf(node) !== undefined && !(spelling.bareLinks && isBare(node))
    const href = (linkOf(node) ?? '')
      .replace(/[()\\\s]/g, encodeURIComponent)
      .replaceAll('(', '%28')
      .replaceAll(')', '%29')
    const wanted = order.filter((mark) => {
      if (mark === 'code') return false
      return mark === 'link' ? isExplicitLink : (node.marks ?? []).some((other) => other.type === mark)
    })
    let shared = 0
    while (shared < open.length && open[shared] === wanted[shared]) shared += 1
    if (open[0] === 'link' && wanted[0] === 'link' && hrefOpen !== href) shared = 0
    close(shared)
    for (const mark of wanted.slice(shared)) {
      if (mark === 'link') hrefOpen = href
      written += mark === 'link' ? '[' : delimiter(mark)
      open.push(mark)
    }
    written += writeNode(node, spelling, written)
  }
  close(0)
  return written
}

function writeNode(node: JSONContent, spelling: Spelling, before: string): string {
  if (node.type === 'hardBreak') return '\n'
  if (node.type === 'mention') {
    const id = String(node.attrs?.id)
    const isPerson = id !== 'channel' && id !== 'here' && !id.startsWith('group:')
    return isPerson ? `<@${id}>` : `<!${id}>`
  }
  const text = node.text ?? ''
  if (node.marks?.some((mark) => mark.type === 'code')) return writeCode(text)
  if (!spelling.escapes || isBare(node)) return text
  return escaped(text, before === '' || before.endsWith('\n'))
}

function writeCode(text: string): string {
  const runs = new Set([...text.matchAll(/`+/g)].map((match) => match[0].length))
  let length = 1
  while (runs.has(length)) length += 1
  const fence = '`'.repeat(length)
  const pad = /^`|`$|^ .* $/s.test(text) ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

function escaped(text: string, isLineStart: boolean): string {
  const safe = text.replace(/[\\`*_~[\]<|]/g, '\\$&')
  if (!isLineStart) return safe
  return safe.replace(/^(\s*)([#>+-])/, '$1\\$2').replace(/^(\s*\d{1,9})([.)])/, '$1\\$2')
}
