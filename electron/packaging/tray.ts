// What stands beside the clock, drawn from the one icon: as it is, with a dot for unread, with another for a mention. The
// dots are those of the browser's tab.

export const trayStates = ['plain', 'unread', 'mention'] as const
export type TrayState = (typeof trayStates)[number]

const dots: Record<TrayState, string> = {
  plain: '',
  unread:
    '<circle cx="25.5" cy="25.5" r="6.5" fill="#fff"/><circle cx="25.5" cy="25.5" r="5" fill="#0b6574"/>',
  mention: '<circle cx="25" cy="25" r="7" fill="#fff"/><circle cx="25" cy="25" r="5.6" fill="#d4552a"/>',
}

const wholeDots = {
  unread: '<circle cx="16" cy="16" r="14" fill="#0b6574" stroke="#fff" stroke-width="4"/>',
  mention: '<circle cx="16" cy="16" r="14" fill="#d4552a" stroke="#fff" stroke-width="4"/>',
}

/** What Windows lays over the app's button in the taskbar: the dot alone. */
export const overlay = (state: keyof typeof wholeDots): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${wholeDots[state]}</svg>`

/** With colours, for Windows and Linux. */
export const colouredTray = (icon: string, state: TrayState): string =>
  icon.replace('</svg>', `${dots[state]}</svg>`)

// A template has one colour, so the dots differ by shape: a ring and a full one.
const shapes: Record<TrayState, string> = {
  plain: '',
  unread: '<circle cx="25" cy="25" r="4" fill="none" stroke="#000" stroke-width="2.4"/>',
  mention: '<circle cx="25" cy="25" r="5.2" fill="#000"/>',
}

/** For macOS, which paints a template black or white itself: only its transparency counts, so the ground goes. */
export function templateTray(icon: string, state: TrayState): string {
  const lines = (icon.match(/<(?:ellipse|circle)[^>]*>/g) ?? [])
    .join('')
    .replace(/(fill|stroke)="#[0-9a-f]+"/g, '$1="#000"')
  const hole = state === 'plain' ? '' : '<circle cx="25" cy="25" r="7" fill="#000"/>'
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="2 2 29 29">',
    `<mask id="hole"><rect width="32" height="32" fill="#fff"/>${hole}</mask>`,
    `<g mask="url(#hole)">${lines}</g>${shapes[state]}</svg>`,
  ].join('')
}
