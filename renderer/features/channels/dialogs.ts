// Which of the channel dialogs is open. They are opened from the sidebar, by keys and from empty pages.
import { create } from 'zustand'
import type { JoinedChannel, SectionView } from '../../../contract/channels.ts'

export type ChannelDialog =
  | { kind: 'browse' }
  | { kind: 'create' }
  | { kind: 'direct' }
  | { kind: 'section'; section: SectionView | null; joined?: JoinedChannel }
  | { kind: 'deleteSection'; section: SectionView }
  | { kind: 'leave'; joined: JoinedChannel }

export const dialogStore = create<{ dialog: ChannelDialog | null }>()(() => ({ dialog: null }))

export const openDialog = (dialog: ChannelDialog) => dialogStore.setState({ dialog })
export const closeDialog = () => dialogStore.setState({ dialog: null })
