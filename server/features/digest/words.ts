// What e-mails and the page that switches them off say.
import type { Cause } from '../../../contract/lib/notify.ts'

const messages = (count: number) => (count === 1 ? '1 new message' : `${count} new messages`)

export const words = {
  subject: (count: number, workspace: string) =>
    `${count === 1 ? '1 thing waits' : `${count} things wait`} for you in ${workspace}`,
  greeting: (name: string) => `Hello ${name},`,
  lead: (workspace: string) => `this happened in ${workspace} while you were away:`,
  direct: (author: string, count: number) => `${author} wrote to you (${messages(count)})`,
  inGroup: (author: string, count: number) => `${author} wrote in a group conversation (${messages(count)})`,
  mention: (author: string, place: string, cause: Cause) =>
    cause === 'keyword'
      ? `${author} wrote a keyword of yours in ${place}`
      : `${author} mentioned you in ${place}`,
  conversation: 'a conversation',
  more: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
  open: (workspace: string) => `Open ${workspace}`,
  why: 'You get this because you were away. Change how often in Settings → Notifications.',
  off: 'Switch these e-mails off',
  offTitle: 'Switch off e-mails?',
  offLead: 'You will get no more e-mails about what waits for you. Nothing else changes.',
  offButton: 'Switch off',
  offDone: 'E-mails are switched off.',
  offDoneLead: 'You can switch them on again in Settings → Notifications.',
  offWrong: 'This link is not valid.',
  offWrongLead:
    'It may have been cut in two by a mail program. You can switch e-mails off in Settings → Notifications.',
}
