import type { TlsVersion } from '../versions.ts'

/** A group of the key exchange, by its name in the registry "TLS Supported Groups". */
export interface KeyGroup {
  readonly name: string
  /** Safe from quantum computers; its key makes the hello larger than one packet. */
  readonly postQuantum: boolean
  /** Whether it is of TLS 1.3, and of the versions before. */
  readonly modern: boolean
  readonly early: boolean
}

type Row = readonly [names: string, is: Omit<KeyGroup, 'name'>]

const rows: readonly Row[] = [
  [
    'X25519MLKEM768 SecP256r1MLKEM768 SecP384r1MLKEM1024 MLKEM512 MLKEM768 MLKEM1024',
    { postQuantum: true, modern: true, early: false },
  ],
  ['x25519 secp256r1 x448 secp384r1 secp521r1', { postQuantum: false, modern: true, early: true }],
  // RFC 8734 gave the same curves other numbers for TLS 1.3.
  [
    'brainpoolP256r1tls13 brainpoolP384r1tls13 brainpoolP512r1tls13',
    { postQuantum: false, modern: true, early: false },
  ],
  [
    'brainpoolP256r1 brainpoolP384r1 brainpoolP512r1',
    { postQuantum: false, modern: false, early: true },
  ],
  // Before TLS 1.3 the server chooses its prime itself.
  [
    'ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192',
    { postQuantum: false, modern: true, early: false },
  ],
]

/** Every group that can be offered: what the TLS library speaks, but for curves given up long ago. */
export const keyGroups: readonly KeyGroup[] = rows.flatMap(([names, is]) =>
  names.split(' ').map((name) => ({ name, ...is })),
)

const byName: ReadonlyMap<string, KeyGroup> = new Map(keyGroups.map((one) => [one.name, one]))

export function groupByName(name: string): KeyGroup | undefined {
  return byName.get(name)
}

/** What the TLS library offers by itself (compared with its hello by a test). */
export const initialGroups: readonly string[] = [
  'X25519MLKEM768',
  'x25519',
  'secp256r1',
  'x448',
  'secp384r1',
  'secp521r1',
  'ffdhe2048',
  'ffdhe3072',
]

/**
 * The list without those that make a hello large, and with a group for every version;
 * undefined: it has none of them.
 */
export function withoutPostQuantum(
  groups: readonly string[] = initialGroups,
): readonly string[] | undefined {
  const rest = groups.filter((name) => groupByName(name)?.postQuantum !== true)
  if (rest.length === groups.length) return undefined
  const always = rest.map(groupByName).some((one) => one?.modern === true && one.early)
  return always ? rest : [...rest, 'x25519']
}

/** Whether the version has a use for the group. */
export function isGroupOf({ modern, early }: KeyGroup, version: TlsVersion): boolean {
  return version === 'TLSv1.3' ? modern : early
}
