/** Whether a text holds what no XML and no HTTP header can carry. */
export function hasControls(text: string): boolean {
  return /\p{Cc}|\p{Cs}|[\ufffe\uffff]/u.test(text)
}
