import { describe, expect, test } from 'vitest'
import { foldWords, readWords } from './keywords.ts'

const says = (body: string, keyword: string) => readWords(body).has(foldWords(keyword))

describe('a keyword', () => {
  test.each([
    ['The Deploy failed', 'deploy'],
    ['deploy', 'DEPLOY'],
    ['(deploy!)', 'deploy'],
    ['_deploy_', 'deploy'],
    ['**deploy** failed', 'deploy failed'],
    ['the deploy\n  failed', 'deploy failed'],
    ['Ein Café in Zürich', 'cafe'],
    ['Ein Cafe in Zurich', 'zürich'],
    ['Die Straße', 'STRASSE'],
    ['smørrebrød', 'smorrebrod'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδος'],
    ['Ёлка', 'елка'],
    ['مُهِمّ جدا', 'مهم'],
    ['今日の会議は三時', '会議'],
    ['ประชุมวันนี้', 'วันนี้'],
    ['오늘 회의', '회의'],
    ['we use C++ here', 'c++'],
    ['ticket #4711', '#4711'],
    ['ﬁnance', 'finance'],
    ['see https://example.org/deploy', 'deploy'],
  ])('is in %j: %j', (body, keyword) => {
    expect(says(body, keyword)).toBe(true)
  })

  test.each([
    ['deployment', 'deploy'],
    ['redeploy', 'deploy'],
    ['deploy9', 'deploy'],
    ['deploys failed', 'deploy failed'],
    ['<@0193a1b2-0000-7000-8000-000000000001> hi', '0193a1b2'],
    ['<!channel> hi', 'channel'],
    ['かき', 'がき'],
    ['회의실', '회의'],
    ['', 'deploy'],
    ['***', '*x*'],
  ])('is not in %j: %j', (body, keyword) => {
    expect(says(body, keyword)).toBe(false)
  })
})
