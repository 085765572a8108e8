// Our Markdown dialect, read by the message view and by the composer: CommonMark and GFM without HTML and entities.
import { Lexer, type MarkedOptions, type Token, Tokenizer, type Tokens } from 'marked'

/** marked recurses per level; deeper nesting than this is drawn as text, so no body can overflow the stack. */
const maxDepth = 12
/** Runs of one punctuation mark make marked's inline patterns quadratic; nobody writes them on purpose. */
const pathological = /([[\]*_~`>!(<\\|:])\1{150,}|(?:[[\]*_~`>!(<\\|]\s?){400,}/

class CappedTokenizer extends Tokenizer {
  private depth = 0

  private capped<Result>(read: () => Result): Result | undefined {
    if (this.depth >= maxDepth) return undefined
    this.depth += 1
    try {
      return read()
    } finally {
      this.depth -= 1
    }
  }

  override blockquote(src: string) {
    return this.capped(() => super.blockquote(src))
  }
  override list(src: string) {
    return this.capped(() => super.list(src))
  }
  override emStrong(src: string, maskedSrc: string, previous?: string) {
    return this.capped(() => super.emStrong(src, maskedSrc, previous))
  }
  override del(src: string, maskedSrc: string, previous?: string) {
    return this.capped(() => super.del(src, maskedSrc, previous))
  }
  override link(src: string) {
    return this.capped(() => super.link(src))
  }
  // HTML stays the text it is, and a message needs no link definitions, indented code or underlined headings,
  // which people only ever make by accident.
  override html(): undefined {}
  override tag(): undefined {}
  override def(): undefined {}
  override reflink(): undefined {}
  override code(): undefined {}
  override lheading(): undefined {}
}

const options = (): MarkedOptions => ({ gfm: true, breaks: true, tokenizer: new CappedTokenizer() })

const asText = (body: string): Token[] => [
  {
    type: 'paragraph',
    raw: body,
    text: body,
    tokens: [{ type: 'text', raw: body, text: body, escaped: false }],
  },
]

/** Block tokens of a body. Never throws: what can't be read as Markdown is one paragraph of text. */
export function lex(body: string): Token[] {
  if (pathological.test(body)) return asText(body)
  try {
    return new Lexer(options()).lex(body)
  } catch {
    return asText(body)
  }
}

export type { Token, Tokens }
