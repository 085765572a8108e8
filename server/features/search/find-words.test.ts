import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelId } from '../../../contract/ids.ts'
import { startTestApp, type TestApp } from '../../test/app.ts'

let app: TestApp
let channelId: ChannelId

const bodies = [
  'The warehouse is open on Monday',
  'Straße gesperrt, bitte Umleitung nehmen',
  'Déjà vu: la réunion est déplacée à Orléans',
  'İstanbul ofisi ve ısıtma',
  '東京タワーの会議は明日です',
  '数据库连接失败，请重试',
  '학교에서 회의가 있습니다',
  'see foo_bar.baz(quux) in C++ or C#',
  'write to anna.berg@example.org please',
  'https://intra.example.org/wiki/Deploy-Guide?page=7',
  'שלום עולם, הפגישה מחר',
  'مُحَمَّد سيكون في الاجتماع',
  'हिन्दी में लिखा',
  'ประชุมพรุ่งนี้',
  'done 🎉 and 👍🏽 for all',
  'Ёлка и чай в офисе',
  'ﬁnance ①②③ ﾊﾝｶｸ',
  '**bold**ness and `inline code`',
  "don't panic",
]

beforeAll(async () => {
  app = await startTestApp()
  const { joined } = await app.owner.call('channels.create', { kind: 'public', name: 'words' })
  channelId = joined.channel.id
  for (const body of bodies) await app.owner.send(channelId, body)
  await app.app.listeners.settled()
})
afterAll(() => app.stop())

async function find(query: string, sort: 'time' | 'relevance' = 'relevance') {
  const { hits } = await app.owner.call('search.find', { query, sort })
  return hits.map((hit) => (hit.kind === 'message' ? hit.message.body : ''))
}

describe('search.find finds any word and any part of it, in any script', () => {
  test.each([
    ['warehouse', 0],
    ['WAREHOUSE', 0],
    ['rehou', 0],
    ['ous', 0],
    ['mond ware', 0],
    ['strasse', 1],
    ['STRASSE', 1],
    ['Straße', 1],
    ['raß', 1],
    ['deja', 2],
    ['DÉJÀ', 2],
    ['eunio', 2],
    ['istanbul', 3],
    ['İSTANBUL', 3],
    ['isitma', 3],
    ['東', 4],
    ['東京', 4],
    ['会議', 4],
    ['タワ', 4],
    ['で', 4],
    ['す', 4],
    ['東京タワー', 4],
    ['数', 5],
    ['据库', 5],
    ['数据库连接', 5],
    ['连接失败', 5],
    ['试', 5],
    ['학', 6],
    ['학교', 6],
    ['회의', 6],
    ['니다', 6],
    ['foo_bar', 7],
    ['foo_bar.baz', 7],
    ['bar.baz', 7],
    ['ar.ba', 7],
    ['quux', 7],
    ['C++', 7],
    ['c#', 7],
    ['anna.berg@example.org', 8],
    ['berg@exam', 8],
    ['https://intra.example.org/wiki', 9],
    ['deploy-guide', 9],
    ['page=7', 9],
    ['שלום', 10],
    ['לום', 10],
    ['פגישה', 10],
    ['محمد', 11],
    ['مُحَمَّد', 11],
    ['اجتماع', 11],
    ['हिन्दी', 12],
    ['लिख', 12],
    ['ประชุม', 13],
    ['พรุ่ง', 13],
    ['🎉', 14],
    ['👍', 14],
    ['👍🏻', 14],
    ['елка', 15],
    ['ЁЛКА', 15],
    ['чаи', 15],
    ['finance', 16],
    ['ハンカク', 16],
    ['boldness', 17],
    ['code', 17],
    ["don't", 18],
    ['don’t', 18],
    ['pa', 18],
  ])('%s', async (query, index) => {
    expect(await find(query)).toContain(bodies[index])
    expect(await find(query, 'time')).toContain(bodies[index])
  })

  test.each(['warehouses', '京東', '库数', 'zebra', 'C--x', '학회', 'barfoo'])(
    '%s is nowhere',
    async (query) => {
      expect(await find(query)).toEqual([])
      expect(await find(query, 'time')).toEqual([])
    },
  )

  test('a phrase is whole words side by side, punctuation aside', async () => {
    expect(await find('"gesperrt bitte"')).toEqual([bodies[1]])
    expect(await find('"gesperrt bit"')).toEqual([])
    expect(await find('"bitte gesperrt"')).toEqual([])
    expect(await find('"タワーの"')).toEqual([bodies[4]])
  })

  test('-word leaves out what has it', async () => {
    expect(await find('office -warehouse the')).toEqual([])
    expect(await find('example -intra')).toEqual([bodies[8]])
    expect(await find('example -"intra example"')).toEqual([bodies[8]])
  })

  test('one letter is found like any other part', async () => {
    expect(await find('q', 'time')).toEqual([bodies[7]])
    expect(await find('ж', 'time')).toEqual([])
    expect(await find('Ё', 'time')).toEqual([bodies[15]])
  })
})
