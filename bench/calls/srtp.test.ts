// The examples of the RFCs; in the benchmark itself the other end is mediasoup's libsrtp.
import { expect, test } from 'vitest'
import { deriveSession, openPayload, protect } from './srtp.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

test('session keys are those of RFC 3711, appendix B.3', () => {
  const masterKey = hex('E1F97A0D3E018BE0D64FA32C06DE4139')
  const { key, salt } = deriveSession(masterKey, hex('0EC675AD498AFEEBB6960B3AABE6'), 14)
  expect(key).toEqual(hex('C61E7A93744F39EE10734AFE3FF7A087'))
  expect(salt).toEqual(hex('30CBBC08863D8C85D49DB34A9AE1'))
})

const session = { key: hex('000102030405060708090a0b0c0d0e0f'), salt: hex('51756964 2070726f 2071756f') }
const plain = hex(`8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070
  61727465 73207472 6573`)
const secret = hex(`8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a
  51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439 0cce`)

test('a packet is encrypted and opened as in RFC 7714, 16.1', () => {
  expect(protect(plain, session, 0)).toEqual(secret)
  expect(openPayload(secret, session, 0)).toEqual(plain.subarray(12))
})

test('a packet that was touched, or opened with another rollover counter, is refused', () => {
  const touched = Buffer.from(secret)
  touched[3] = 0x7c
  expect(() => openPayload(touched, session, 0)).toThrow()
  expect(() => openPayload(secret, session, 1)).toThrow()
})

test('header extensions are authenticated and not encrypted', () => {
  const extended = Buffer.concat([hex('9040f17b 8041f8d3 5501a0b2 bede0001 10310000'), plain.subarray(12)])
  const packet = protect(extended, session, 3)
  expect(packet.subarray(0, 20)).toEqual(extended.subarray(0, 20))
  expect(openPayload(packet, session, 3)).toEqual(plain.subarray(12))
})
