// Apart, so that the first screen knows the keys without what they open.
export const sendLaterKeys = 'Mod+Shift+Enter'
