import { readNames, type Hint } from '../name-list.ts'
import { groupByName, keyGroups, type KeyGroup } from './groups.ts'

/**
 * Reads an ordered list of groups, as a list of suites is read: names of IANA, commas
 * between them.
 *
 * @throws HikyakuError group-list-empty, group-list-blank, group-unknown or group-repeated,
 *   naming the position of the entry, counted from 1
 */
export function parseGroupList(text: string): KeyGroup[] {
  return readNames(text, {
    empty: 'group-list-empty',
    blank: 'group-list-blank',
    unknown: 'group-unknown',
    repeated: 'group-repeated',
    find: groupByName,
    hint: hintFor,
  })
}

/** NIST, SECG and ANSI have names of their own for three of them. */
const otherNames: Readonly<Record<string, string>> = {
  'p-256': 'secp256r1',
  prime256v1: 'secp256r1',
  'p-384': 'secp384r1',
  'p-521': 'secp521r1',
  curve25519: 'x25519',
  curve448: 'x448',
}

function hintFor(name: string): Hint {
  const lower = name.toLowerCase()
  const near = otherNames[lower] ?? keyGroups.find((one) => one.name.toLowerCase() === lower)?.name
  if (near !== undefined) return { en: `Did you mean ${near}?`, ja: `${near} ではありませんか。` }
  const all = keyGroups.map((one) => one.name).join(', ')
  return { en: `There are: ${all}.`, ja: `使えるのは次のものです: ${all}。` }
}
