// Apart from the composer, which is loaded later than the list of keys.
export const taskKeys = 'Alt+Shift+T'
