import { availableParallelism } from 'node:os'
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
      mediaPort: 3220,
      mediaWorkers: Math.min(availableParallelism(), 32),
      mediaListen: '127.0.0.1',
      mediaAddresses: [],
      turnUrls: [],
      turnSecret: undefined,
      turnTtlSeconds: 28_800,
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

  test('media listens where the server does, unless it is told otherwise', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).mediaListen).toBe('0.0.0.0')
    expect(readConfig({ HOST: 'localhost' }).mediaListen).toBe('127.0.0.1')
    expect(readConfig({ HOST: '0.0.0.0', MEDIA_LISTEN: '10.0.0.5' }).mediaListen).toBe('10.0.0.5')
  })

  test('lists are taken apart at their commas', () => {
    const config = readConfig({
      MEDIA_ADDRESS: '192.0.2.1, chat.example.org,2001:db8::1',
      TURN_URLS:
        'turn:turn.example.org, turns:turn.example.org:443?transport=tcp,turn:[2001:db8::2]:3478?transport=udp',
      TURN_SECRET: 'north-star-secret',
    })
    expect(config.mediaAddresses).toEqual(['192.0.2.1', 'chat.example.org', '2001:db8::1'])
    expect(config.turnUrls).toEqual([
      'turn:turn.example.org',
      'turns:turn.example.org:443?transport=tcp',
      'turn:[2001:db8::2]:3478?transport=udp',
    ])
  })

  test('sizes of files may be written with their unit, and 0 is no limit', () => {
    const { files } = readConfig({
      FILES_FILE_LIMIT: '500MB',
      FILES_PERSON_LIMIT: '2 tb',
      FILES_WORKSPACE_LIMIT: '0',
      CLAMD_ADDRESS: '[::1]:3310',
    })
    expect(files).toMatchObject({
      fileLimit: 500 * 1024 ** 2,
      personLimit: 2 * 1024 ** 4,
      workspaceLimit: null,
    })
    expect(files.scanner).toEqual({ host: '::1', port: 3310 })
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
    ['MEDIA_PORT', '65535', 'MEDIA_PORT must be a whole number from 0 to 65503; it is "65535".'],
    ['MEDIA_WORKERS', '33', 'MEDIA_WORKERS must be a whole number from 1 to 32; it is "33".'],
    ['MEDIA_LISTEN', 'media.lan', 'MEDIA_LISTEN must be an IP address; it is "media.lan".'],
    [
      'MEDIA_ADDRESS',
      '1.1.1.1,1.1.1.2,1.1.1.3,1.1.1.4,1.1.1.5',
      'MEDIA_ADDRESS must be an IP address or a host name, or up to 4 with commas between; it is "1.1.1.1,1.1.1.2,1.1.1.3,1.1.1.4,1.1.1.5".',
    ],
    [
      'TURN_URLS',
      'stun:turn.example.org',
      'TURN_URLS must be turn: or turns: addresses with commas between, such as turn:turn.example.org:3478?transport=udp; it is "stun:turn.example.org".',
    ],
    [
      'TURN_URLS',
      'turn:turn.example.org',
      'TURN_SECRET must be set when TURN_URLS is: it is what the TURN server knows too.',
    ],
    [
      'SMTP_URL',
      'smtp://mail.example.org',
      'SMTP_FROM must be set when SMTP_URL is: it is the address that e-mails come from.',
    ],
    [
      'SMTP_FROM',
      'nobody',
      'SMTP_FROM must be an address such as Nucleus <nucleus@example.org>; it is "nobody".',
    ],
    [
      'FILES_FILE_LIMIT',
      'lots',
      'FILES_FILE_LIMIT must be a size such as 500MB, 5GB or 2TB, or 0 for no limit; it is "lots".',
    ],
    [
      'FILES_KEY',
      'short',
      'FILES_KEY must be 64 hexadecimal digits: openssl rand -hex 32; what is set (not shown here) is not.',
    ],
    ['FILES_S3_ENDPOINT', 'https://s3.lan', 'FILES_S3_BUCKET must be set when FILES_S3_ENDPOINT is.'],
    [
      'CLAMD_ADDRESS',
      'scanner',
      'CLAMD_ADDRESS must be a host and a port such as 127.0.0.1:3310; it is "scanner".',
    ],
    ['TURN_TTL_SECONDS', '10', 'TURN_TTL_SECONDS must be a whole number from 60 to 604800; it is "10".'],
  ])('a wrong %s (%s) is named in a sentence', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(sentence))
  })

  test('the ports of the server and of media must not be the same', () => {
    const read = (PORT: string, MEDIA_PORT = '3220') => readConfig({ PORT, MEDIA_PORT, MEDIA_WORKERS: '2' })
    expect(() => read('3221')).toThrow(/^PORT and MEDIA_PORT .* media takes 3220 to 3221; PORT is 3221\.$/)
    expect([read('3219'), read('3222'), read('0', '0')].map(({ port }) => port)).toEqual([3219, 3222, 0])
  })

  test('two wrong settings are both named', () => {
    expect(() => readConfig({ PORT: 'x', SESSION_DAYS: '-1' })).toThrow(/^PORT [^\n]*\nSESSION_DAYS [^\n]*$/)
  })

  test('a wrong secret is named but not shown', () => {
    const read = () => readConfig({ DATABASE_URL: 'mysql://root:hunter2@db/nucleus' })
    expect(read).toThrow(/^DATABASE_URL must be an address/)
    expect(read).not.toThrow(/hunter2/)
  })

  test.each(['too short', 'long enough, but with spaces', 'long-enough-"quoted"'])(
    'a TURN secret that turnserver.conf could not hold (%s) is named but not shown',
    (secret) => {
      const read = () => readConfig({ TURN_SECRET: secret })
      expect(read).toThrow(/^TURN_SECRET must have .*not shown here/)
      expect(() => readConfig({ SMTP_URL: `ftp://me:${secret}@mail` })).toThrow(
        /^SMTP_URL must .*not shown here/,
      )
      expect(read).not.toThrow(new RegExp(secret))
    },
  )
})
