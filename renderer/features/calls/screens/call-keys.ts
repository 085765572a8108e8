// The keys of a call. They carry a modifier, so that they also work while one writes, and none of them is taken elsewhere.
export const callKeys = {
  mute: 'Mod+D',
  camera: 'Mod+Shift+E',
  hand: 'Mod+Shift+H',
  share: 'Alt+Shift+S',
  leave: 'Mod+Shift+X',
  minimise: 'Mod+Shift+F',
  pushToTalk: 'Space',
} as const
