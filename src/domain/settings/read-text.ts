import type { z } from 'zod'

import { HikyakuError, isHikyakuError, issuesOf } from '../../errors/index.ts'
import { parseAlertRule, parseMailServer } from '../alerts/alert-rule.ts'
import { parseFlow } from '../flows/flow-schema.ts'
import { newPartner } from '../partners/partner-checks.ts'
import { parsePartner } from '../partners/partner-settings.ts'
import { calendarFaults, calendarOfText, type calendarForm } from './calendar-form.ts'
import { flowFaults } from './flow-faults.ts'
import { nameOfItem, pathOfFault, placeName, type SettingFinding } from './finding-places.ts'
import { parseSettings } from './settings.ts'
import type { Given, HeldFlow, SettingsText } from './settings-text.ts'
import { itemForms, outerForm, sections, single, type Section } from './text-forms.ts'

/** What a text says, as far as it is right, and all that is wrong with it. */
export interface ReadSettings {
  readonly text: SettingsText
  readonly findings: readonly SettingFinding[]
}

type Json = Record<string, unknown>
type Read = (json: Json) => unknown

/** How each part is made of its JSON, once that has its form. */
const readers: Readonly<Record<Section, Read>> = {
  settings: parseSettings,
  partners: (json) =>
    given(json, (partner) => {
      const { kind, name, ownId, partnerId } = partner as Parameters<typeof newPartner>[1] & Json
      const ids = { ownId: String(ownId), partnerId: String(partnerId) }
      const standard = newPartner(kind as Parameters<typeof newPartner>[0], String(name), ids)
      return parsePartner({ ...standard, ...partner })
    }),
  calendars: (json) => calendarOfText(json as z.output<typeof calendarForm>),
  flows: heldFlow,
  mail: (json) => given(json, parseMailServer),
  alerts: parseAlertRule,
}

/** Reads settings and finds all that is wrong with each of their parts by itself. */
export function readSettingsText(json: unknown): ReadSettings {
  const outer = outerForm.safeParse(json)
  if (!outer.success) return { text: {}, findings: findingsOf(outerForm, json, { json, path: [] }) }
  const findings: SettingFinding[] = []
  const text: Record<string, unknown> = {}
  for (const section of sections) {
    const value = outer.data[section]
    if (value === undefined) continue
    if (single.includes(section)) {
      const read = readItem(section, value, { json, path: [section] })
      findings.push(...read.findings)
      if (read.item !== undefined) text[section] = read.item
      continue
    }
    const reads = (value as readonly unknown[]).map((one, at) =>
      readItem(section, one, { json, path: [section, at] }),
    )
    text[section] = firstOfName(reads.map(({ item }) => item))
    findings.push(...reads.flatMap((read) => read.findings), ...twice(section, json, value))
  }
  return { text, findings }
}

interface Place {
  /** The text as a whole, for names of places. */
  readonly json: unknown
  readonly path: readonly PropertyKey[]
}

function readItem(
  section: Section,
  value: unknown,
  place: Place,
): { readonly item?: unknown; readonly findings: readonly SettingFinding[] } {
  const form: z.ZodType = itemForms[section]
  const parsed = form.safeParse(value)
  if (!parsed.success) return { findings: findingsOf(form, value, place) }
  try {
    return { item: readers[section](parsed.data as Json), findings: [] }
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    const all = faultsOf[section]?.(parsed.data as Json) ?? []
    const findings = (all.length > 0 ? all : [error]).map((fault) => {
      const path = [...place.path, ...pathOfFault(value, fault)]
      return { path, fault: named(fault, placeName(place.json, path)) }
    })
    return { findings }
  }
}

/** All that is wrong together in an item, where its reader tells only the first. */
const faultsOf: { readonly [S in Section]?: (json: Json) => readonly HikyakuError[] } = {
  flows: flowFaults,
  calendars: (json) => calendarFaults(json as z.output<typeof calendarForm>),
}

function findingsOf(form: z.ZodType, value: unknown, place: Place): readonly SettingFinding[] {
  const issues = form.safeParse(value).error?.issues ?? []
  return issuesOf(form, value, issues).map((issue) => {
    const path = [...place.path, ...issue.path]
    const setting = placeName(place.json, path)
    const fault = issue.isUnknown
      ? new HikyakuError('setting-unknown', { setting })
      : new HikyakuError('setting-invalid', { setting, detail: issue.en, detailJa: issue.ja })
    return { path, fault }
  })
}

/** The same fault, under the name of the whole place. */
function named(fault: HikyakuError, setting: string): HikyakuError {
  if (fault.params['setting'] === undefined) return fault
  return new HikyakuError(fault.fault, { ...fault.params, setting }, { cause: fault })
}

/** Without what could not be read, and without those whose name another has; both are told. */
function firstOfName(items: readonly unknown[]): readonly unknown[] {
  const names = items.map(nameInRead)
  return items.filter((item, at) => item !== undefined && names.indexOf(names[at]) === at)
}

function nameInRead(read: unknown): string | undefined {
  const { item, flow } = (read ?? {}) as { readonly item?: unknown; readonly flow?: unknown }
  return nameOfItem(item ?? flow ?? read)
}

/** A name stands for one item; a second of that name would silently win. */
function twice(section: Section, json: unknown, items: unknown): readonly SettingFinding[] {
  const names = (items as readonly unknown[]).map(nameOfItem)
  return names.flatMap((name, at) => {
    if (name === undefined || names.indexOf(name) === at) return []
    const path = [section, at, 'name']
    const params = { detail: `${name} is there twice`, detailJa: `${name} が 2 回あります` }
    const setting = placeName(json, path)
    return [{ path, fault: new HikyakuError('setting-invalid', { setting, ...params }) }]
  })
}

function given<T>({ secrets, ...json }: Json, read: (json: Json) => T): Given<T> {
  return { item: read(json), secrets: (secrets ?? {}) as Given<T>['secrets'] }
}

function heldFlow({ hold, ...json }: Json): HeldFlow {
  const flow = parseFlow(json)
  if (hold === undefined) return { flow }
  const { reason, until } = hold as { reason: string; until?: string }
  const kept = { reason: reason.trim(), ...(until === undefined ? {} : { until: new Date(until) }) }
  return { flow, hold: kept }
}
