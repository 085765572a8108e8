import { describe, expect, it } from 'vitest'
import { ownOriginOnly } from './own-origin.ts'

describe('ownOriginOnly', () => {
  const asked: string[] = []
  const guarded = ownOriginOnly(async (input) => {
    asked.push(String(input instanceof Request ? input.url : input))
    return new Response('ours')
  }, 'https://nucleus.example/assets/worker.js')

  it.each(['/assets/a.wasm', 'a.wasm', 'https://nucleus.example/x'])('lets through %s', async (url) => {
    expect(await (await guarded(url)).text()).toBe('ours')
    expect(asked.pop()).toBe(url)
  })

  it.each([
    'https://odml.pa.googleapis.com/v1/log',
    '//evil.example/x',
    'http://nucleus.example/x',
    'https://nucleus.example.evil.example/',
  ])('refuses %s without asking', async (url) => {
    await expect(guarded(url)).rejects.toThrow(TypeError)
    if (!url.startsWith('//')) await expect(guarded(new Request(url))).rejects.toThrow(TypeError)
    expect(asked).toEqual([])
  })
})
