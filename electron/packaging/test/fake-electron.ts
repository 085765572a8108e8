// What of Electron's binary the packaging touches: the wire of fuses, which Electron finds by a mark in its own program.
import { FuseState, FuseV1Options } from '@electron/fuses'

const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const wireVersion = 1

export const fuseNames = Object.keys(FuseV1Options).filter((name) =>
  Number.isNaN(Number(name)),
) as (keyof typeof FuseV1Options)[]

/** @param unknownFuses so many more than @electron/fuses knows, as a newer Electron could have */
export function fakeElectron(isOn: (fuse: (typeof fuseNames)[number]) => boolean, unknownFuses = 0): Buffer {
  const states = fuseNames.map((name) => (isOn(name) ? FuseState.ENABLE : FuseState.DISABLE))
  const wire = [...states, ...Array<number>(unknownFuses).fill(FuseState.DISABLE)]
  return Buffer.concat([
    Buffer.alloc(5000, 'machine code '),
    Buffer.from(mark),
    Buffer.from([wireVersion, wire.length, ...wire]),
    Buffer.alloc(500, 'more of it '),
  ])
}
