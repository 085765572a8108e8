// The backgrounds that come with the app, drawn for it: 1280×720, a few hundred bytes each.
import duneUrl from './pictures/dune.svg?url'
import duskUrl from './pictures/dusk.svg?url'
import libraryUrl from './pictures/library.svg?url'
import officeUrl from './pictures/office.svg?url'
import slateUrl from './pictures/slate.svg?url'

/** In the order in which they are offered; the picker has a name for every id. */
export const bundledPictures: { id: string; url: string }[] = [
  { id: 'office', url: officeUrl },
  { id: 'library', url: libraryUrl },
  { id: 'dusk', url: duskUrl },
  { id: 'dune', url: duneUrl },
  { id: 'slate', url: slateUrl },
]
