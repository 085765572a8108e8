// Inline tokens: emphasis, code, links, mentions, emoji.
import type { ReactNode } from 'react'
import { EmojiCode } from './EmojiCode.tsx'
import type { Token, Tokens } from './lex.ts'
import { EveryoneMention, GroupMention, PersonMention } from './Mention.tsx'
import { MessageLink } from './MessageLink.tsx'
import { type Segment, splitSegments } from './segments.ts'

export function Inline({ tokens }: { tokens: Token[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: tokens are read anew from the body and never move
  return tokens.map((token, index) => <InlineToken key={index} token={token} />)
}

function InlineToken({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case 'text': {
      const { tokens, text } = token as Tokens.Text
      return tokens ? <Inline tokens={tokens} /> : <PlainText text={text} />
    }
    case 'escape':
      return (token as Tokens.Escape).text
    case 'br':
      return <br />
    case 'strong':
      return (
        <strong className="font-semibold">
          <Inline tokens={token.tokens ?? []} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inline tokens={token.tokens ?? []} />
        </em>
      )
    case 'del':
      return (
        <del>
          <Inline tokens={token.tokens ?? []} />
        </del>
      )
    case 'codespan':
      return (
        <code
          dir="auto"
          className="rounded-xs border border-line bg-sunken px-1 py-px font-mono text-[0.86em]"
        >
          {(token as Tokens.Codespan).text}
        </code>
      )
    case 'link': {
      const { href, tokens } = token as Tokens.Link
      return (
        <MessageLink href={href} raw={token.raw}>
          <Inline tokens={tokens} />
        </MessageLink>
      )
    }
    case 'image': {
      // Loading it would tell a foreign server who reads this and when.
      const { href, text } = token as Tokens.Image
      return (
        <MessageLink href={href} raw={token.raw}>
          {text || href}
        </MessageLink>
      )
    }
    default:
      return token.raw
  }
}

function PlainText({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces are read anew from the text and never move
  return splitSegments(text).map((segment, index) => <Piece key={index} segment={segment} />)
}

function Piece({ segment }: { segment: Segment }): ReactNode {
  switch (segment.kind) {
    case 'text':
      return segment.text
    case 'person':
      return <PersonMention personId={segment.personId} />
    case 'group':
      return <GroupMention groupId={segment.groupId} />
    case 'everyone':
      return <EveryoneMention group={segment.group} />
    case 'shortcode':
      return <EmojiCode name={segment.name} />
  }
}
