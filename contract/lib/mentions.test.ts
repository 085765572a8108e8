import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GroupId, PersonId } from '../ids.ts'
import { findMentions, withNames } from './mentions.ts'

const alice = '0199f000-0000-7000-8000-00000000000a' as PersonId
const bob = '0199f000-0000-7000-8000-00000000000b' as PersonId
const design = '0199f000-0000-7000-8000-0000000000d0' as GroupId
const nobody = { personIds: [], groupIds: [], everyone: null }

describe('findMentions', () => {
  test('finds people in order of appearance, each once', () => {
    expect(findMentions(`<@${bob}> and <@${alice}>, again <@${bob}>`)).toEqual({
      personIds: [bob, alice],
      groupIds: [],
      everyone: null,
    })
  })

  test('finds groups beside people, each once, and not in code', () => {
    const group = `<!group:${design}>`
    expect(findMentions(`${group} <@${bob}> <!here> ${group} \`${group}\``)).toEqual({
      personIds: [bob],
      groupIds: [design],
      everyone: 'here',
    })
    expect(findMentions(`\`${group}\` <!group:design> <@group:${design}>`)).toEqual(nobody)
  })

  test.each([
    ['<!channel>', 'channel'],
    ['<!here>', 'here'],
    ['<!here> <!channel>', 'channel'],
    ['<!channel> <!here>', 'channel'],
    ['<!everyone>', null],
  ])('reads %s as a mention of everyone: %s', (body, everyone) => {
    expect(findMentions(body).everyone).toBe(everyone)
  })

  test.each([
    ['plain @alice', '@alice'],
    ['an id in upper case', `<@${alice.toUpperCase()}>`],
    ['a broken id', '<@0199f000-0000-7000-8000>'],
    ['inline code', `look: \`<@${alice}>\``],
    ['inline code of two backticks', `\`\`<@${alice}> \` <!here>\`\``],
    ['a fenced block', `\`\`\`\n<@${alice}>\n\`\`\``],
    ['a fenced block with a language', `text\n\`\`\`ts\n<!channel>\n\`\`\`\nmore`],
    ['a fence of tildes', `~~~\n<@${alice}> <!channel>\n~~~`],
    ['a fence that is never closed', `\`\`\`\n<@${alice}>\n<!here>`],
  ])('mentions nobody by %s', (_, body) => {
    expect(findMentions(body)).toEqual(nobody)
  })

  test.each([
    ['after inline code', `\`code\` <@${alice}>`],
    ['after a closed fence', `\`\`\`\ncode\n\`\`\`\n<@${alice}>`],
    ['beside a lone backtick', `it's 5\` long, <@${alice}>`],
    ['between two pieces of code', `\`a\` <@${alice}> \`b\``],
  ])('still mentions somebody %s', (_, body) => {
    expect(findMentions(body).personIds).toEqual([alice])
  })

  test('answers for any text, also 12,000 backticks, and finds each mention that stands outside of code', () => {
    const piece = fc.constantFrom(
      '`',
      '``',
      '```',
      '~~~',
      '\n',
      ' ',
      'text',
      `<@${alice}>`,
      '<!here>',
      '<',
      '@',
      '>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const body = pieces.join('')
        const { personIds, everyone } = findMentions(body)
        const hasCode = body.includes('`') || body.includes('~')
        if (!hasCode) expect({ personIds, everyone }).toEqual(expected(body))
        for (const id of personIds) expect(body).toContain(`<@${id}>`)
      }),
    )
    for (const run of ['`', '`a', '``a`', '\n```', '\n~~~a']) findMentions(run.repeat(12_000 / run.length))
  })
})

const expected = (body: string) => ({
  personIds: body.includes(`<@${alice}>`) ? [alice] : [],
  everyone: body.includes('<!here>') ? 'here' : null,
})

describe('withNames', () => {
  test('puts names where tokens stand', () => {
    const nameOf = (id: PersonId) => (id === alice ? 'Alice' : 'Bob')
    const group = '019a0000-0000-7000-8000-000000000003'
    expect(
      withNames(`<@${alice}>, <@${bob}> and <!group:${group}>: <!here>`, nameOf, (id) =>
        id === group ? 'design' : '?',
      ),
    ).toBe('@Alice, @Bob and @design: @here')
  })
})

test('a body made of backticks to keep the server busy is read in a moment', () => {
  const body = `x${'`'.repeat(4000)}a${'`'.repeat(7990)}a`
  const startedAt = performance.now()
  for (let n = 0; n < 10; n += 1) findMentions(body)
  // With the expression that started anew at every backtick this took over a second.
  expect(performance.now() - startedAt).toBeLessThan(500)
})
