// Reads an .asar archive: a pickled header with the tree as JSON, then the files one after another.
import { readFileSync } from 'node:fs'

type Node = { files?: Record<string, Node>; offset?: string; size?: number }

function open(path: string) {
  const archive = readFileSync(path)
  const headerBytes = archive.readUInt32LE(4)
  const jsonBytes = archive.readUInt32LE(12)
  const tree = JSON.parse(archive.toString('utf8', 16, 16 + jsonBytes)) as Node
  return { archive, tree, filesAt: 8 + headerBytes }
}

function* walk(node: Node, path: string): Generator<[string, Node]> {
  for (const [name, child] of Object.entries(node.files ?? {})) {
    const full = path === '' ? name : `${path}/${name}`
    if (child.files) yield* walk(child, full)
    else yield [full, child]
  }
}

export const listAsar = (path: string): string[] => [...walk(open(path).tree, '')].map(([name]) => name)

export function readAsar(path: string, name: string): Buffer {
  const { archive, tree, filesAt } = open(path)
  const found = [...walk(tree, '')].find(([each]) => each === name)?.[1]
  const start = filesAt + Number(found?.offset)
  return archive.subarray(start, start + (found?.size ?? 0))
}
