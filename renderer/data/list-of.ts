// A map's values as an array that stays the same object until the map does, as React wants its snapshots.
const lists = new WeakMap<object, unknown[]>()

export function listOf<Value>(map: ReadonlyMap<unknown, Value>): Value[] {
  const known = lists.get(map)
  if (known) return known as Value[]
  const list = [...map.values()]
  lists.set(map, list)
  return list
}
