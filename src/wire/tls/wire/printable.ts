const shown = 255

/** Bytes that should be a name, as text that cannot play tricks on a terminal. */
export function printable(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, shown))
    .toString('latin1')
    .replaceAll(/[^\u0020-\u007e]/g, '.')
}
