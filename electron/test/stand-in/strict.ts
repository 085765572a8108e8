// What the stand-in for Electron does not have fails at once, by its name: a test must not go on with `undefined`.

/** Names that Node, promises and test runners look for in anything. */
const harmless = new Set<string | symbol>([
  'then',
  'toJSON',
  'asymmetricMatch',
  'nodeType',
  '$$typeof',
  'constructor',
])

export function strict<Thing extends object>(name: string, thing: Thing): Thing {
  return new Proxy(thing, {
    get(target, key, receiver) {
      if (Reflect.has(target, key) || typeof key === 'symbol' || harmless.has(key))
        return Reflect.get(target, key, receiver)
      throw new Error(`The stand-in for Electron has no ${name}.${key}: give it one if Electron does.`)
    },
  })
}
