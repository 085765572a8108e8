/**
 * Gives memory back at once instead of when it is next collected: at the pace of an upload that would be hundreds of
 * megabytes later, and the collecting would cost more than the sealing. Nothing may look at these bytes any more. Memory
 * that others share (Node's pool of small buffers) is left alone.
 */
export function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
