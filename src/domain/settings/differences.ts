import { defined } from '../../base/defined.ts'
import type { ItemJson, WrittenSettings } from './write-text.ts'
import { sections, type Section } from './text-forms.ts'

/** One value of an item that differs; absent on the side where it is not set. */
export interface ValueChange {
  readonly setting: string
  readonly from?: string
  readonly to?: string
  /** Of a secret it is told that it changes, never what it is. */
  readonly isSecret?: true
}

/** What becomes of one item. */
export interface ItemChange {
  readonly section: Section
  /** Empty where there is one of the section. */
  readonly name: string
  readonly kind: 'add' | 'change' | 'remove'
  readonly values: readonly ValueChange[]
}

type Items = ReadonlyMap<string, ItemJson>

/** What differs between two sets of settings, in the order of the sections and then by name. */
export function differences(
  before: WrittenSettings,
  after: WrittenSettings,
): readonly ItemChange[] {
  return sections.flatMap((section) => {
    const [was, is] = [itemsOf(before, section), itemsOf(after, section)]
    const names = [...new Set([...was.keys(), ...is.keys()])].toSorted()
    return names.flatMap((name) => {
      const [old, now] = [was.get(name), is.get(name)]
      const values = valuesBetween(old ?? {}, now ?? {})
      if (old !== undefined && now !== undefined && values.length === 0) return []
      const kind = old === undefined ? 'add' : now === undefined ? 'remove' : 'change'
      return [{ section, name, kind, values } as const]
    })
  })
}

/** The items of a section by their names. */
export function itemsOf(written: WrittenSettings, section: Section): Items {
  const value = written[section]
  if (value === undefined) return new Map()
  if (!Array.isArray(value)) return new Map([['', value as ItemJson]])
  return new Map((value as readonly ItemJson[]).map((one) => [String(one['name']), one]))
}

function valuesBetween(before: ItemJson, after: ItemJson): readonly ValueChange[] {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  const settings = [...new Set([...is.keys(), ...was.keys()])]
  return settings.flatMap((setting) => {
    const [from, to] = [was.get(setting), is.get(setting)]
    if (from === to) return []
    return [{ setting, ...defined({ from, to }) }]
  })
}

/** `timetable.rules.1.at` → `07:00`; a list of plain values is one value. */
function leavesOf(json: unknown, at = ''): Map<string, string> {
  const leaves = new Map<string, string>()
  if (typeof json !== 'object' || json === null) return leaves.set(at, String(json))
  const entries = Object.entries(json)
  if (at === '' && entries.length === 0) return leaves
  const isPlain = Array.isArray(json) && json.every((one) => typeof one !== 'object')
  if (isPlain || entries.length === 0) {
    return leaves.set(at, Array.isArray(json) ? json.map(String).join(', ') : '')
  }
  for (const [key, value] of entries) {
    const word = Array.isArray(json) ? String(Number(key) + 1) : key
    for (const [place, leaf] of leavesOf(value, at === '' ? word : `${at}.${word}`)) {
      leaves.set(place, leaf)
    }
  }
  return leaves
}
