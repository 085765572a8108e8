import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('settings', () => {
  test('an empty environment gives a server for this machine only, with its own database', () => {
    expect(readConfig({})).toMatchObject({
      port: 3210,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3210',
      databaseUrl: undefined,
      cluster: 'single',
      trustProxy: false,
      rateLimitFactor: 1,
      sweepIntervalMs: 2000,
    })
  })

  test('what is set is used, and an empty value counts as not set', () => {
    const config = readConfig({
      PORT: '4000',
      NUCLEUS_DATA: '/srv/nucleus',
      REDIS_URL: 'redis://cache:6379',
      TRUST_PROXY: '1',
      RATE_LIMIT_FACTOR: '2.5',
      METRICS_TOKEN: '',
      DATABASE_URL: ' ',
    })
    expect(config).toMatchObject({
      port: 4000,
      publicUrl: 'http://localhost:4000',
      dataFolder: '/srv/nucleus',
      cluster: 'redis',
      trustProxy: 1,
      rateLimitFactor: 2.5,
      metricsToken: undefined,
      databaseUrl: undefined,
    })
  })

  test('the public address loses its last slash, so that paths can be put behind it', () => {
    expect(readConfig({ PUBLIC_URL: 'https://chat.example.org/' }).publicUrl).toBe('https://chat.example.org')
  })

  test.each([
    ['PORT', 'abc', 'PORT must be a whole number from 0 to 65535; it is "abc".'],
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535; it is "70000".'],
    [
      'PUBLIC_URL',
      'chat.example.org',
      'PUBLIC_URL must be an address such as https://chat.example.org; it is "chat.example.org".',
    ],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent; it is "loud".',
    ],
    ['RATE_LIMIT_FACTOR', '0', 'RATE_LIMIT_FACTOR must be a number above 0; it is "0".'],
    [
      'TRUST_PROXY',
      'maybe',
      'TRUST_PROXY must be true, false, a number of proxies, or addresses with commas between; it is "maybe".',
    ],
    ['CLUSTER', 'redis', 'REDIS_URL must be set when CLUSTER is redis.'],
  ])('a wrong %s (%s) is named in a sentence', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(sentence))
  })

  test('two wrong settings are both named', () => {
    expect(() => readConfig({ PORT: 'x', SESSION_DAYS: '-1' })).toThrow(/^PORT [^\n]*\nSESSION_DAYS [^\n]*$/)
  })

  test('a wrong secret is named but not shown', () => {
    const read = () => readConfig({ DATABASE_URL: 'mysql://root:hunter2@db/nucleus' })
    expect(read).toThrow(/^DATABASE_URL must be an address/)
    expect(read).not.toThrow(/hunter2/)
  })
})
