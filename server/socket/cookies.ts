// Cookies of a socket's handshake, which passes no Fastify hook.
import cookie from '@fastify/cookie'

export const parseCookies = (header: string | undefined): { [name: string]: string | undefined } =>
  header ? cookie.parse(header) : {}
