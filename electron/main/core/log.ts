// What main says of itself, on its standard error: no address of a page, no name, no word of anybody.

/** `error`: only its code is told, for messages of errors hold paths and addresses. */
export function warn(what: string, error?: unknown): void {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  console.warn(code ? `${what} (${code})` : what)
}
