import type { SuiteParts } from './name-parts.ts'

/** `not-encrypted`: anyone on the way reads it. `broken`: an attack is known and practical. */
export type Strength = 'strong' | 'weak' | 'broken' | 'not-encrypted'

export interface SuiteReason {
  readonly id: keyof typeof reasons
  readonly ja: string
  readonly en: string
}

const reasons = {
  null: {
    ja: '暗号化しません。通信内容が途中で読まれます',
    en: 'does not encrypt: anyone on the way can read the data',
  },
  export: {
    ja: '輸出規制時代の短い鍵です。すぐに解読されます（FREAK・Logjam）',
    en: 'export-grade keys, broken at once (FREAK, Logjam)',
  },
  anonymous: {
    ja: '相手を認証しません。なりすましを防げません',
    en: 'does not authenticate the server: anyone can pose as it',
  },
  rc4: {
    ja: 'RC4 は解読されています（RFC 7465 で禁止）',
    en: 'RC4 is broken (forbidden by RFC 7465)',
  },
  des: {
    ja: 'DES の 56 ビット鍵は総当たりで解読されます',
    en: 'the 56-bit key of DES can be searched',
  },
  rc2: { ja: 'RC2 は時代遅れで安全ではありません', en: 'RC2 is obsolete and not safe' },
  'block-64': {
    ja: '3DES・IDEA などの 64 ビットブロック暗号は Sweet32 攻撃を受けます',
    en: 'a cipher with 64-bit blocks (3DES, IDEA) falls to Sweet32',
  },
  md5: {
    ja: 'MD5 による認証コードは時代遅れです',
    en: 'records are authenticated with MD5, which is obsolete',
  },
  'no-forward-secrecy': {
    ja: '前方秘匿性がありません。鍵が漏れると過去の通信も解読されます',
    en: 'no forward secrecy: a leaked key opens past traffic too',
  },
  'cbc-sha1': {
    ja: 'CBC と SHA-1 の組み合わせです（Lucky13 などの攻撃の対象）',
    en: 'CBC with SHA-1 (target of Lucky13 and its kin)',
  },
  dss: { ja: 'DSS 証明書は廃止されています', en: 'DSS certificates are retired' },
} as const

type ReasonId = keyof typeof reasons

const forwardSecret = /^(?:DHE|ECDHE|SRP|ECCPWD|any)/
const smallBlocks = /^(?:3DES|IDEA|MAGMA|28147)/

type Rule = readonly [id: ReasonId, strength: Strength, holds: (parts: SuiteParts) => boolean]

/** Worst first; every rule that holds is told. */
const rules: readonly Rule[] = [
  ['null', 'not-encrypted', ({ cipher }) => cipher === 'NULL'],
  ['export', 'broken', (parts) => parts.export],
  ['anonymous', 'broken', ({ authentication }) => /^(?:anon|NULL)$/.test(authentication)],
  ['rc4', 'broken', ({ cipher }) => cipher.startsWith('RC4')],
  ['des', 'broken', ({ cipher }) => cipher.startsWith('DES')],
  ['rc2', 'broken', ({ cipher }) => cipher.startsWith('RC2')],
  ['block-64', 'broken', ({ cipher }) => smallBlocks.test(cipher)],
  ['md5', 'broken', ({ mac }) => mac === 'MD5'],
  ['no-forward-secrecy', 'weak', ({ keyExchange }) => !isForwardSecret(keyExchange)],
  ['cbc-sha1', 'weak', ({ cipher, mac }) => cipher.endsWith('_CBC') && mac === 'SHA'],
  ['dss', 'weak', ({ authentication }) => authentication === 'DSS'],
]

const order: readonly Strength[] = ['strong', 'weak', 'broken', 'not-encrypted']

/** How strong a suite is today, with every reason against it, the worst first. */
export function strengthOf(parts: SuiteParts): { strength: Strength; reasons: SuiteReason[] } {
  const found = rules.filter(([, , holds]) => holds(parts))
  const worst = Math.max(0, ...found.map(([, strength]) => order.indexOf(strength)))
  return {
    strength: order[worst] ?? 'strong',
    reasons: found.map(([id]) => ({ id, ...reasons[id] })),
  }
}

function isForwardSecret(keyExchange: SuiteParts['keyExchange']): boolean {
  return forwardSecret.test(keyExchange) && keyExchange !== 'ECDH'
}
