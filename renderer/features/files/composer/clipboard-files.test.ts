import { describe, expect, test } from 'vitest'
import { pastedFiles } from './clipboard-files.ts'

const now = new Date(2030, 4, 6, 7, 8, 9)
const paste = (files: File[], text = '') =>
  pastedFiles({ files, getData: () => text } as unknown as DataTransfer, now)
const picture = (name: string) => new File(['x'], name, { type: 'image/png' })

describe('a paste', () => {
  test('of text alone has no files', () => {
    expect(paste([], 'hello')).toEqual([])
  })

  test('of a picture is a file named after the moment', () => {
    expect(paste([picture('image.png')]).map(({ name, type }) => [name, type])).toEqual([
      ['Pasted 2030-05-06 07.08.09.png', 'image/png'],
    ])
  })

  test('of files from a folder keeps their names, also where the names stand beside them', () => {
    const files = [picture('a.png'), picture('b.png')]
    expect(paste(files)).toEqual(files)
    expect(paste(files, 'a.png\nb.png')).toEqual(files)
  })

  test('of cells of a table, which bring a picture of themselves, is text', () => {
    expect(paste([picture('image.png')], '1\t2\n3\t4')).toEqual([])
  })
})
