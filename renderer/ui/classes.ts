// Joins class names; what is false, null or undefined falls away.

export function classes(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}
