import { HikyakuError } from '../../errors/index.ts'
import { valueAt } from '../../errors/schema/bounds-at.ts'
import type { Section } from './text-forms.ts'

/** What is wrong with one place of a text. */
export interface SettingFinding {
  readonly path: readonly PropertyKey[]
  readonly fault: HikyakuError
}

/** `partners.retailer.retries`: an item goes by its name, where it has one. */
export function placeName(json: unknown, path: readonly PropertyKey[]): string {
  const [section, at, ...rest] = path
  if (section === undefined) return 'hikyakuSettings'
  if (typeof at !== 'number') return path.map(String).join('.')
  const name = nameOfItem(valueAt(json, [section, at])) ?? String(at + 1)
  return [section, name, ...rest].map(String).join('.')
}

export function nameOfItem(item: unknown): string | undefined {
  const name = valueAt(item, ['name'])
  return typeof name === 'string' && name !== '' ? name : undefined
}

/**
 * Where in an item a fault lies: at the setting that it names, or at the value that it shows;
 * else the item as a whole.
 */
export function pathOfFault(item: unknown, { params }: HikyakuError): readonly PropertyKey[] {
  const { setting, value } = params
  if (typeof setting === 'string') {
    // Several may belong together: `user, trust`.
    const [first = ''] = setting.split(', ')
    return pathIn(item, first)
  }
  const names = typeof value === 'string' ? [value] : Object.values(params).map(String)
  const found = names.map((name) => pathOfValue(item, name))
  return found.find((path) => path !== undefined) ?? []
}

/** As far as the names lead; the last may be missing in the item. */
function pathIn(item: unknown, setting: string): readonly PropertyKey[] {
  const path: PropertyKey[] = []
  let value = item
  for (const word of setting.split('.')) {
    const key = Array.isArray(value) ? Number(word) : word
    path.push(key)
    value = valueAt(value, [key])
  }
  return path
}

/** The first place that holds the text, alone or among others. */
function pathOfValue(json: unknown, text: string): readonly PropertyKey[] | undefined {
  if (typeof json === 'string') {
    const holds = json === text || json.split(/[,.]+/u).some((word) => word.trim() === text)
    return holds ? [] : undefined
  }
  if (typeof json !== 'object' || json === null) return undefined
  const keys: readonly PropertyKey[] = Array.isArray(json) ? [...json.keys()] : Object.keys(json)
  for (const key of keys) {
    const inner = pathOfValue(valueAt(json, [key]), text)
    if (inner !== undefined) return [key, ...inner]
  }
  return undefined
}

/** A fault of an item as a finding: at the place of the text where the item stands. */
export function findingAt(
  json: unknown,
  { section, name }: { readonly section: Section; readonly name: string },
  fault: HikyakuError,
): SettingFinding {
  const items = valueAt(json, [section])
  const at = Array.isArray(items) ? items.findIndex((one) => nameOfItem(one) === name) : -1
  const item = Array.isArray(items) ? (items as readonly unknown[])[at] : items
  const inner = at < 0 && Array.isArray(items) ? [] : pathOfFault(item, fault)
  const path = [section, ...(at < 0 ? [] : [at]), ...inner]
  if (fault.params['setting'] === undefined) return { path, fault }
  const setting = placeName(json, path)
  const whole = new HikyakuError(fault.fault, { ...fault.params, setting }, { cause: fault })
  return { path, fault: whole }
}

/** Whether a fault misses what the text itself names: something is wrong with that, and told. */
export function isEcho(json: unknown, { fault, params }: HikyakuError): boolean {
  if (fault === 'partner-unknown') {
    return namesItem(json, { section: 'partners', name: String(params['partner']) })
  }
  if (fault !== 'calendar-unknown') return false
  return namesItem(json, { section: 'calendars', name: String(params['calendar']) })
}

/** Whether a text says something of an item. */
export function namesItem(
  json: unknown,
  { section, name }: { readonly section: Section; readonly name: string },
): boolean {
  const items = valueAt(json, [section])
  if (!Array.isArray(items)) return name === '' && items !== undefined
  return items.some((one) => nameOfItem(one) === name)
}
