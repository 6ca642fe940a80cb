/** Adds the GS1 check digit (modulo 10, weights 3 and 1 from the right) to 12 or 13 digits. */
export function withCheckDigit(digits: string): string {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const weight = (digits.length - at) % 2 === 1 ? 3 : 1
    sum += Number(digits.charAt(at)) * weight
  }
  return `${digits}${(10 - (sum % 10)) % 10}`
}
