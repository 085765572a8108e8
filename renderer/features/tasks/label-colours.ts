// How the colours of labels look: a dot with the label's name beside it, so that no meaning is in the colour alone.
import type { LabelColor } from '../../../contract/boards.ts'

export const labelDots: { [Color in LabelColor]: string } = {
  grey: 'bg-label-grey',
  red: 'bg-label-red',
  orange: 'bg-label-orange',
  yellow: 'bg-label-yellow',
  green: 'bg-label-green',
  teal: 'bg-label-teal',
  blue: 'bg-label-blue',
  purple: 'bg-label-purple',
  pink: 'bg-label-pink',
  brown: 'bg-label-brown',
}
