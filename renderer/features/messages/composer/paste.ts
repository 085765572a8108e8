// Pasted text is read as Markdown; with Shift it is pasted as it stands.

import { Node, type ResolvedPos, Slice } from '@tiptap/pm/model'
import { fromMarkdown, linesDoc, type NameOf } from './from-markdown.ts'

/** Longer pastes are not parsed: they exceed what can be sent anyway, and parsing them would hold up the window. */
const longestParsed = 20_000

export function pasteParser(nameOf: NameOf) {
  return (text: string, context: ResolvedPos, isPlain: boolean): Slice => {
    const clean = text.replace(/\r\n?/g, '\n')
    const doc = isPlain || clean.length > longestParsed ? linesDoc(clean) : fromMarkdown(clean, nameOf)
    return Slice.maxOpen(Node.fromJSON(context.doc.type.schema, doc).content)
  }
}
