// A window that nobody looks at for a while gives back memory: the desktop app keeps one for every server, all day.

const afterMs = 5 * 60_000

/** Calls `rest` each time the window has been hidden for five minutes, until the returned function is called. */
export function watchHidden(rest: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') timer = setTimeout(rest, afterMs)
  }
  document.addEventListener('visibilitychange', look)
  look()
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
  }
}
