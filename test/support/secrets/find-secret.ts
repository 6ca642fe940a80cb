import type { Secret } from './wire-secrets.ts'

/** As much of a value is looked for: a part of it would be as bad as the whole. */
const windowBytes = 12
/** Of a long value so many parts are looked for, from its beginning to its end. */
const mostWindows = 8

/** How a value may be written down. */
export const writtenAs: Readonly<Record<string, (bytes: Buffer) => string>> = {
  raw: (bytes) => bytes.toString('latin1'),
  hexadecimal: (bytes) => bytes.toString('hex'),
  'hexadecimal, upper case': (bytes) => bytes.toString('hex').toUpperCase(),
  'with colons': (bytes) => bytes.toString('hex').toUpperCase().match(/../g)?.join(':') ?? '',
  base64: (bytes) => bytes.toString('base64'),
  numbers: (bytes) => [...bytes].join(','),
}

/** The name of a secret that is found, in part or whole, in any of its forms. */
export function findSecret(kept: Buffer, secrets: readonly Secret[]): string | undefined {
  const text = kept.toString('latin1')
  for (const { name, bytes } of secrets) {
    const step = Math.max(windowBytes, Math.floor(bytes.length / mostWindows))
    for (let at = 0; at < Math.max(1, bytes.length - windowBytes + 1); at += step) {
      const part = bytes.subarray(at, at + windowBytes)
      const form = formIn(text, part)
      if (form !== undefined) return `${name} (${form}, from byte ${at})`
    }
  }
  return undefined
}

function formIn(text: string, part: Buffer): string | undefined {
  for (const [form, write] of Object.entries(writtenAs)) {
    if (form !== 'base64' && text.includes(write(part))) return form
  }
  // Base64 depends on where in a group of three the value begins.
  for (const before of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(before), part])
    const sure = whole.subarray(0, whole.length - (whole.length % 3)).toString('base64')
    if (text.includes(sure.slice(before === 0 ? 0 : 4))) return 'base64'
  }
  return undefined
}
