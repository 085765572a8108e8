// Bots: accounts for other programs. They speak the same commands with a bearer token.
import { z } from 'zod'
import { command, rates } from './command.ts'
import { PersonId } from './ids.ts'
import { PersonView } from './people.ts'
import { line } from './text.ts'

const botWithToken = z.object({
  bot: PersonView,
  token: z.string().meta({ description: 'Shown this once; only its hash is kept' }),
})

export const bots = {
  create: command({
    name: 'bots.create',
    summary: 'Makes a bot account and its token.',
    access: 'signedIn',
    input: z.object({ name: line(80), title: line(80).optional() }),
    output: botWithToken,
    errors: ['forbidden'],
    rate: rates.seldom,
  }),
  renewToken: command({
    name: 'bots.renewToken',
    summary: "Replaces a bot's token; the old one stops working at once.",
    access: 'signedIn',
    input: z.object({ botId: PersonId }),
    output: botWithToken,
    errors: ['forbidden', 'not_found'],
    rate: rates.seldom,
  }),
}
