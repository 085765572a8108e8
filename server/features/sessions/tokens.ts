// Tokens of sessions, devices, invitations: 32 random bytes, of which only the SHA-256 is kept. So much randomness
// needs no slow hash (OWASP Session Management Cheat Sheet).
import { createHash, randomBytes } from 'node:crypto'

export const newToken = (): string => randomBytes(32).toString('base64url')

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()
