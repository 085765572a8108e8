// The smallest TURN client (RFC 8656) with long-term credentials, over UDP or TCP.
import { createHash } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { readStun, type StunMessage, stunMessage } from './stun.ts'

export type Credentials = { username: string; credential: string }

/** What the server said: 'success', or its error code. */
export type TurnAnswer = 'success' | number

const allocate = 0x0003
const createPermission = 0x0008
const sendIndication = 0x0016
const attributeNames = { username: 0x06, errorCode: 0x09, peer: 0x12, data: 0x13, realm: 0x14, nonce: 0x15 }
const requestedUdp: [number, Buffer] = [0x0019, Buffer.from([17, 0, 0, 0])]
const retransmitMs = 200
const limitMs = 5000

type Wire = {
  ask: (message: Buffer) => Promise<StunMessage>
  send: (message: Buffer) => void
  close: () => void
}

/** Opens a way to the server on this machine; nothing is asked yet. */
export async function openTurn(
  transport: 'udp' | 'tcp',
  port: number,
  { username, credential }: Credentials,
) {
  const wire = await (transport === 'udp' ? openUdp(port) : openTcp(port))
  let challenge: Map<number, Buffer> = new Map()

  const ask = async (type: number, attributes: [number, Buffer][]): Promise<TurnAnswer> => {
    const realm = challenge.get(attributeNames.realm) ?? Buffer.alloc(0)
    const nonce = challenge.get(attributeNames.nonce) ?? Buffer.alloc(0)
    const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest()
    const signed: [number, Buffer][] = [
      ...attributes,
      [attributeNames.username, Buffer.from(username)],
      [attributeNames.realm, realm],
      [attributeNames.nonce, nonce],
    ]
    return judge(await wire.ask(stunMessage(type, signed, key)))
  }
  return {
    /** The first request has no name; the server answers it with 401, its realm and a nonce. */
    async allocate(): Promise<TurnAnswer> {
      challenge = (await wire.ask(stunMessage(allocate, [requestedUdp]))).attributes
      return ask(allocate, [requestedUdp])
    },
    permit: (address: string): Promise<TurnAnswer> =>
      ask(createPermission, [[attributeNames.peer, xorAddress(address, 0)]]),
    relay(address: string, peerPort: number, data: string): void {
      wire.send(
        stunMessage(sendIndication, [
          [attributeNames.peer, xorAddress(address, peerPort)],
          [attributeNames.data, Buffer.from(data)],
        ]),
      )
    },
    close: wire.close,
  }
}

function judge({ type, attributes }: StunMessage): TurnAnswer {
  if ((type & 0x0110) === 0x0100) return 'success'
  const error = attributes.get(attributeNames.errorCode)
  return error ? error.readUInt8(2) * 100 + error.readUInt8(3) : 0
}

function xorAddress(address: string, port: number): Buffer {
  const value = Buffer.alloc(8)
  value.writeUInt8(1, 1)
  value.writeUInt16BE(port ^ 0x2112, 2)
  const parts = address.split('.').map(Number)
  for (const [index, mask] of [0x21, 0x12, 0xa4, 0x42].entries())
    value[4 + index] = (parts[index] ?? 0) ^ mask
  return value
}

/** Resolves with the answer to that very message, or rejects when it takes too long. */
function answerTo(
  message: Buffer,
  listen: (hear: (answer: StunMessage) => void) => void,
): Promise<StunMessage> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The TURN server does not answer.')), limitMs)
    listen((answer) => {
      if (!answer.transactionId.equals(message.subarray(8, 20))) return
      clearTimeout(timer)
      resolve(answer)
    })
  })
}

async function openUdp(port: number): Promise<Wire> {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.connect(port, '127.0.0.1', done))
  const send = (message: Buffer) => socket.send(message)
  return {
    send,
    ask(message) {
      // A lost datagram, or a server not listening yet: the client repeats.
      const repeating = setInterval(() => send(message), retransmitMs)
      socket.on('error', () => {})
      send(message)
      return answerTo(message, (hear) => {
        socket.on('message', (datagram) => {
          const answer = readStun(datagram)
          if (answer) hear(answer)
        })
      }).finally(() => clearInterval(repeating))
    },
    close: () => socket.close(),
  }
}

async function openTcp(port: number): Promise<Wire> {
  const socket = connect(port, '127.0.0.1')
  await new Promise<void>((done, reject) => {
    socket.once('connect', done)
    socket.once('error', reject)
  })
  return {
    send: (message) => void socket.write(message),
    ask(message) {
      let held = Buffer.alloc(0)
      socket.write(message)
      return answerTo(message, (hear) => {
        socket.on('data', (chunk) => {
          held = Buffer.concat([held, chunk])
          const answer = readStun(held)
          if (answer) hear(answer)
        })
      })
    },
    close: () => socket.destroy(),
  }
}
