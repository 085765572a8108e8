// A Markdown body as the composer's document. Reads with the same lexer that draws messages.
import type { JSONContent } from '@tiptap/react'
import type { PersonId } from '../../../../contract/ids.ts'
import { groupHandle as handleOf } from '../../groups/store.ts'
import { lex, type Token, type Tokens } from '../markdown/lex.ts'
import { safeHref } from '../markdown/links.ts'
import { type Segment, splitSegments } from '../markdown/segments.ts'

type Mark = { type: string; attrs?: Record<string, unknown> }
export type NameOf = (id: PersonId) => string

/** `nameOf` only fills what the mention chips show; it is not part of the body. */
export function fromMarkdown(body: string, nameOf: NameOf): JSONContent {
  const content = readBlocks(lex(body), nameOf)
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

function readBlocks(tokens: Token[], nameOf: NameOf): JSONContent[] {
  return tokens.flatMap((token) => readBlock(token, nameOf))
}

function readBlock(token: Token, nameOf: NameOf): JSONContent[] {
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return []
    case 'paragraph':
    case 'text':
      return [paragraph(readInline(token.tokens ?? [token], nameOf))]
    case 'heading':
      return [
        {
          type: 'heading',
          attrs: { level: (token as Tokens.Heading).depth },
          content: readInline(token.tokens ?? [], nameOf),
        },
      ]
    case 'code': {
      const { text, lang } = token as Tokens.Code
      const content = text === '' ? {} : { content: [{ type: 'text', text }] }
      return [{ type: 'codeBlock', attrs: { language: lang?.match(/^[\w+#.-]+/)?.[0] ?? null }, ...content }]
    }
    case 'blockquote':
      return [{ type: 'blockquote', content: orEmptyParagraph(readBlocks(token.tokens ?? [], nameOf)) }]
    case 'list':
      return [readList(token as Tokens.List, nameOf)]
    case 'hr':
      return [{ type: 'horizontalRule' }]
    default:
      // A table is edited as the text it is written in.
      return [paragraph(plainLines(token.raw.replace(/\n+$/, '')))]
  }
}

function readList(list: Tokens.List, nameOf: NameOf): JSONContent {
  const content = list.items.map((item): JSONContent => {
    const blocks = readBlocks(item.tokens, nameOf)
    if (item.task) {
      const box: JSONContent = { type: 'text', text: item.checked ? '[x] ' : '[ ] ' }
      const [first, ...rest] = orEmptyParagraph(blocks)
      return { type: 'listItem', content: [paragraph(merge([box, ...(first?.content ?? [])])), ...rest] }
    }
    // A list item starts with a paragraph; `- > quote` has none of its own.
    return {
      type: 'listItem',
      content: blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks],
    }
  })
  if (!list.ordered) return { type: 'bulletList', content }
  return { type: 'orderedList', attrs: { start: Number(list.start) || 1 }, content }
}

const orEmptyParagraph = (blocks: JSONContent[]) => (blocks.length > 0 ? blocks : [{ type: 'paragraph' }])

function paragraph(content: JSONContent[]): JSONContent {
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' }
}

/** Text as it stands, with no Markdown in it. */
export function linesDoc(text: string): JSONContent {
  const content = text.split(/\n{2,}/).map((block) => paragraph(plainLines(block)))
  return { type: 'doc', content }
}

export function plainLines(text: string): JSONContent[] {
  return text
    .split('\n')
    .flatMap((line, index): JSONContent[] => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ])
}

export function readInline(tokens: Token[], nameOf: NameOf, marks: Mark[] = []): JSONContent[] {
  return merge(tokens.flatMap((token) => readInlineToken(token, nameOf, marks)))
}

function readInlineToken(token: Token, nameOf: NameOf, marks: Mark[]): JSONContent[] {
  const within = (mark: Mark) => readInline((token as Tokens.Strong).tokens, nameOf, [...marks, mark])
  switch (token.type) {
    case 'text': {
      const { tokens, text: content } = token as Tokens.Text
      return tokens ? readInline(tokens, nameOf, marks) : readText(content, nameOf, marks)
    }
    case 'escape':
      return [text(token.text, marks)]
    case 'br':
      return [{ type: 'hardBreak' }]
    case 'strong':
      return within({ type: 'bold' })
    case 'em':
      return within({ type: 'italic' })
    case 'del':
      return within({ type: 'strike' })
    case 'codespan':
      // Code takes no other mark with it in the editor.
      return [text(token.text, [{ type: 'code' }])]
    case 'link': {
      const href = safeHref(token.href)
      return href
        ? within({ type: 'link', attrs: { href: token.autolink ? token.href : href } })
        : [text(token.raw, marks)]
    }
    default:
      return [text(token.raw, marks)]
  }
}

function readText(body: string, nameOf: NameOf, marks: Mark[]): JSONContent[] {
  return splitSegments(body).map((segment) => readSegment(segment, nameOf, marks))
}

function readSegment(segment: Segment, nameOf: NameOf, marks: Mark[]): JSONContent {
  switch (segment.kind) {
    case 'text':
      return text(segment.text, marks)
    case 'shortcode':
      return text(`:${segment.name}:`, marks)
    case 'person':
      return { type: 'mention', attrs: { id: segment.personId, label: nameOf(segment.personId) } }
    case 'group': {
      const id = `group:${segment.groupId}`
      return { type: 'mention', attrs: { id, label: handleOf(segment.groupId) } }
    }
    case 'everyone':
      return { type: 'mention', attrs: { id: segment.group, label: segment.group } }
  }
}

function text(content: string, marks: Mark[]): JSONContent {
  return marks.length > 0 ? { type: 'text', text: content, marks } : { type: 'text', text: content }
}

/** Joins neighbours with the same marks, as the editor does. */
function merge(nodes: JSONContent[]): JSONContent[] {
  const merged: JSONContent[] = []
  for (const node of nodes) {
    const last = merged.at(-1)
    if (node.type === 'text' && node.text === '') continue
    if (
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(node.marks)
    ) {
      merged[merged.length - 1] = { ...last, text: `${last.text}${node.text}` }
    } else merged.push(node)
  }
  return merged
}
