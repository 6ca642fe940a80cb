import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import { promisify } from 'node:util'
import { HikyakuError } from '../../errors/index.ts'

/** Shortest password that is taken for a new one. */
export const shortestPassword = 12

/** RFC 9106 §4, less memory: a station may run on a small machine. Stored with each hash. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1 } as const
const saltBytes = 16
const hashBytes = 32

/** Each takes 19 MiB and a processor for a moment; more callers wait, too many are sent away. */
const mostAtOnce = 2
const mostWaiting = 32

const derive = promisify(argon2) as (
  algorithm: 'argon2id',
  order: Argon2Parameters,
) => Promise<Buffer>

/**
 * Hashes a password with argon2id and a fresh salt, as text with its parameters:
 * `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
 *
 * @throws HikyakuError console-busy
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const { memory, passes, parallelism } = parameters
  const hash = await inTurn(() => derived(password, { salt, bytes: hashBytes, ...parameters }))
  const head = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}`
  return `${head}$${base64(salt)}$${base64(hash)}`
}

/**
 * Whether it is the password of this hash. Without a hash (no such user) the same work
 * is done for nothing, so that the time does not tell who is registered.
 *
 * @throws HikyakuError console-busy
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const found = partsOf(stored ?? decoy)
  if (found === undefined) return false
  const { hash, ...order } = found
  const made = await inTurn(() => derived(password, { ...order, bytes: hash.byteLength }))
  return timingSafeEqual(made, hash) && stored !== undefined
}

/** @throws HikyakuError password-weak */
export function checkNewPassword(password: string, user: string): void {
  const weak = (en: string, ja: string): HikyakuError =>
    new HikyakuError('password-weak', { detail: en, detailJa: ja })
  const characters = Array.from(password)
  if (characters.length < shortestPassword) {
    throw weak(
      `it has fewer than ${shortestPassword} characters`,
      `${shortestPassword} 文字より短いです`,
    )
  }
  if (new Set(characters).size < 4) {
    throw weak('it repeats the same few characters', '同じ文字の繰り返しです')
  }
  if (user.length > 3 && password.toLowerCase().includes(user.toLowerCase())) {
    throw weak('it contains the user name', 'ユーザー名を含んでいます')
  }
}

interface Order {
  readonly salt: Uint8Array
  readonly bytes: number
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

function derived(password: string, order: Order): Promise<Buffer> {
  return derive('argon2id', {
    // The same password from two keyboards may come in two forms of Unicode.
    message: Buffer.from(password.normalize('NFC'), 'utf8'),
    nonce: order.salt,
    parallelism: order.parallelism,
    tagLength: order.bytes,
    memory: order.memory,
    passes: order.passes,
  })
}

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

function partsOf(stored: string): (Omit<Order, 'bytes'> & { readonly hash: Buffer }) | undefined {
  const [, memory, passes, parallelism, salt, hash] = form.exec(stored) ?? []
  if (salt === undefined || hash === undefined) return undefined
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

/** Nobody's hash, of today's parameters. */
const decoy = [
  `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}`,
  base64(randomBytes(saltBytes)),
  base64(randomBytes(hashBytes)),
].join('$')

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) {
      throw new HikyakuError('console-busy', { detail: 'passwords', detailJa: 'パスワードの確認' })
    }
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
    })
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}
