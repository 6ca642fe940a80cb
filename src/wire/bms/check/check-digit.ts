/** The GS1 check digit (modulo 10, weights 3 and 1 from the right) of the digits before it. */
function checkDigitOf(digits: string): string {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const weight = (digits.length - at) % 2 === 1 ? 3 : 1
    sum += Number(digits.charAt(at)) * weight
  }
  return String((10 - (sum % 10)) % 10)
}

/** The digits with their check digit. */
export function withCheckDigit(digits: string): string {
  return digits + checkDigitOf(digits)
}

/** Whether the last digit is the check digit of those before it. */
export function hasCheckDigit(digits: string): boolean {
  return checkDigitOf(digits.slice(0, -1)) === digits.slice(-1)
}
