// One run of the digest in a process of its own, for a test that kills it.
import { createContext } from '../app.ts'
import { readConfig } from '../core/config.ts'
import { sendDigests } from '../features/digest/service.ts'

const config = readConfig(process.env)
const context = createContext(config, config.databaseUrl as string)
await sendDigests(context)
await context.db.$disconnect()
