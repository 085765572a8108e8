// The product's version, as package.json tells it.
import packageJson from '../../package.json' with { type: 'json' }

export const version: string = packageJson.version
