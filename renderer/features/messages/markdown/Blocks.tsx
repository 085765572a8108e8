// Block tokens: paragraphs, lists, quotes, code, tables.
import type { ReactNode } from 'react'
import { classes } from '../../../ui/classes.ts'
import { CodeBlock } from './CodeBlock.tsx'
import { Inline } from './Inline.tsx'
import type { Token, Tokens } from './lex.ts'

export function Blocks({ tokens }: { tokens: Token[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: tokens are read anew from the body and never move
  return tokens.map((token, index) => <Block key={index} token={token} />)
}

const headingSizes = ['text-xl', 'text-lg', 'text-md']

function Block({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case 'space':
      return null
    case 'paragraph':
      return (
        <p dir="auto" className="not-first:mt-1.5">
          <Inline tokens={token.tokens ?? []} />
        </p>
      )
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      // Not real headings: a message must not reshape the outline of the page.
      return (
        <p
          dir="auto"
          className={classes('font-semibold not-first:mt-2', headingSizes[depth - 1] ?? 'text-md')}
        >
          <Inline tokens={tokens} />
        </p>
      )
    }
    case 'code': {
      const { text, lang } = token as Tokens.Code
      return <CodeBlock text={text} language={lang ?? ''} />
    }
    case 'blockquote':
      return (
        <blockquote
          dir="auto"
          className="border-s-3 border-line-strong/60 ps-3 text-ink-soft not-first:mt-1.5"
        >
          <Blocks tokens={token.tokens ?? []} />
        </blockquote>
      )
    case 'list':
      return <List list={token as Tokens.List} />
    case 'hr':
      return <hr className="my-2.5 border-line" />
    case 'table':
      return <Table table={token as Tokens.Table} />
    case 'text': {
      const { tokens, text } = token as Tokens.Text
      return tokens ? <Inline tokens={tokens} /> : text
    }
    default:
      return (
        <p dir="auto" className="whitespace-pre-wrap not-first:mt-1.5">
          {token.raw}
        </p>
      )
  }
}

function List({ list }: { list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens are read anew from the body and never move
    <li key={index} dir="auto" className={classes('ps-0.5', item.task && 'list-none')}>
      {item.task && (
        <span role="img" aria-label={item.checked ? '☑' : '☐'} className="-ms-5 me-1.5 inline-block">
          {item.checked ? '☑' : '☐'}
        </span>
      )}
      <Blocks tokens={item.tokens.filter((token) => token.type !== 'checkbox')} />
    </li>
  ))
  const spacing = 'ps-6 not-first:mt-1 marker:text-ink-faint'
  if (list.ordered) {
    return (
      <ol start={Number(list.start) || 1} className={classes('list-decimal', spacing)}>
        {items}
      </ol>
    )
  }
  return <ul className={classes('list-disc', spacing)}>{items}</ul>
}

function Table({ table }: { table: Tokens.Table }) {
  const align = (index: number) => ({ textAlign: table.align[index] ?? 'start' }) as const
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <div className="my-1.5 max-w-full overflow-x-auto" tabIndex={0}>
      <table className="border-collapse text-base">
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: tokens are read anew from the body and never move
                key={index}
                className="border border-line bg-sunken px-2.5 py-1 font-semibold"
                style={align(index)}
              >
                <Inline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, rowIndex) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tokens are read anew from the body and never move
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: tokens are read anew from the body and never move
                <td key={index} dir="auto" className="border border-line px-2.5 py-1" style={align(index)}>
                  <Inline tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
