import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { defined } from '../../base/defined.ts'
import { anySettings } from '../../../test/support/any-settings.ts'
import {
  differences,
  readSettingsText,
  settingsExport,
  settingsSchema,
  type SettingsText,
  type WholeSettings,
} from './index.ts'
import { wholeForm } from './text-forms.ts'

function whole({
  settings,
  partners,
  calendars,
  flows,
  mail,
  alerts,
}: SettingsText): WholeSettings {
  return {
    settings: settings as WholeSettings['settings'],
    partners: (partners ?? []).map(({ item }) => item),
    calendars: calendars ?? [],
    flows: flows ?? [],
    ...defined({ mail: mail?.item }),
    alerts: alerts ?? [],
  }
}

function exported(json: unknown) {
  const { text, findings } = readSettingsText(json)
  expect(findings).toEqual([])
  return settingsExport(whole(text))
}

const runs = { numRuns: 25 }

describe('settings as text', () => {
  test('exported and read again are the same text, whatever is set', () => {
    fc.assert(
      fc.property(anySettings(), (json) => {
        const once = exported(json)
        expect(JSON.stringify(exported(once))).toBe(JSON.stringify(once))
        expect(differences(once, exported(once))).toEqual([])
      }),
      runs,
    )
  })

  test('tell each value that differs, and nothing else', () => {
    fc.assert(
      fc.property(anySettings(), fc.integer({ min: 0, max: 100 }), (json, retries) => {
        const before = exported(json)
        const [first, ...others] = before.partners
        const after = { ...before, partners: [{ ...first, retries }, ...others] }
        const was = first?.['retries']
        const changes = differences(before, after)
        if (was === retries) expect(changes).toEqual([])
        else {
          expect(changes).toMatchObject([
            {
              section: 'partners',
              kind: 'change',
              values: [{ setting: 'retries', to: String(retries) }],
            },
          ])
        }
      }),
      runs,
    )
  })
})

describe('the JSON Schema for editors', () => {
  const isValid = new Ajv({ strict: false, logger: false }).compile(settingsSchema())

  test('takes what an import takes', () => {
    fc.assert(
      fc.property(anySettings(), (json) => {
        expect([isValid(JSON.parse(JSON.stringify(json))), isValid.errors]).toEqual([true, null])
      }),
      runs,
    )
  })

  test('says of what was spoilt what the import says', () => {
    const verdicts = { right: 0, wrong: 0 }
    fc.assert(
      fc.property(anySettings(), fc.nat(), fc.jsonValue({ maxDepth: 1 }), (json, at, value) => {
        const spoilt = spoil(JSON.parse(JSON.stringify(json)), at, value)
        const isTaken = wholeForm.safeParse(spoilt).success
        verdicts[isTaken ? 'right' : 'wrong'] += 1
        expect([isValid(spoilt), spoilt]).toEqual([isTaken, spoilt])
      }),
      { numRuns: 150 },
    )
    expect(verdicts.wrong).toBeGreaterThan(25)
    expect(verdicts.right).toBeGreaterThan(5)
  })
})

/** Puts something in the place of one value, takes it away, or adds a key that nobody knows. */
function spoil(json: unknown, at: number, value: unknown): unknown {
  const places: [object, string][] = []
  const walk = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return
    for (const [key, one] of Object.entries(inner)) {
      places.push([inner, key])
      walk(one)
    }
  }
  walk(json)
  const [inner = {}, key = ''] = places[at % places.length] ?? []
  if (at % 5 === 0 && !Array.isArray(inner)) Reflect.deleteProperty(inner, key)
  else Object.assign(inner, { [at % 5 === 1 && !Array.isArray(inner) ? 'unheard-of' : key]: value })
  return json
}

describe('a text that is wrong', () => {
  const partner = {
    ...{ kind: 'jx-server', name: 'shop', ownId: '1', partnerId: '2' },
    url: 'https://edi.example/jx',
  }
  const flow = { name: 'orders', partner: 'shop', direction: 'receive', kind: 'any' }
  const rule = { days: 'business', at: '07:00' }

  function found(json: object): unknown[] {
    const { findings } = readSettingsText({ hikyakuSettings: 2, ...json })
    return findings.map(({ path, fault }) => [path.join('.'), fault.fault])
  }

  test('has all its mistakes told, each at its place', () => {
    const json = {
      settings: { jxPort: 70_000 },
      partners: [
        { ...partner, retries: 101, edition: '2008' },
        { ...partner, kind: 'x' },
      ],
      calendars: [{ name: 'c', base: 'japan', entries: [{ days: '13-01', kind: 'closed' }] }],
      flows: [
        {
          ...flow,
          timetable: { rules: [rule, { ...rule, at: '77:00' }, { ...rule, days: 'someday' }] },
          expectations: [{ kind: 'by-time', at: 'noon' }],
          folder: { kind: 'hand-over', path: 'in' },
        },
        { ...flow, hold: {} },
      ],
      mail: { host: 'h', port: 0, from: 'nobody' },
      alerts: [{ name: 'a', mail: [] }],
    }
    expect(found(json)).toEqual([
      ['settings.jxPort', 'setting-invalid'],
      ['partners.0.edition', 'setting-invalid'],
      ['partners.0.retries', 'setting-invalid'],
      ['partners.1.kind', 'setting-invalid'],
      ['partners.1.name', 'setting-invalid'],
      ['calendars.0.entries.0.days', 'setting-invalid'],
      ['flows.0.timetable.rules.1.at', 'timetable-invalid'],
      ['flows.0.timetable.rules.2.days', 'timetable-invalid'],
      ['flows.0.expectations.0.at', 'timetable-invalid'],
      ['flows.0.folder.path', 'setting-invalid'],
      ['flows.1.hold.reason', 'setting-invalid'],
      ['flows.1.name', 'setting-invalid'],
      ['mail.port', 'setting-invalid'],
      ['mail.from', 'setting-invalid'],
      ['alerts.0.mail', 'setting-invalid'],
    ])
  })

  test.each([
    [[]],
    [null],
    ['text'],
    [{}],
    [{ hikyakuSettings: 3 }],
    [{ hikyakuSettings: 2, x: 1 }],
  ])('is no text of settings at all: %j', (json) => {
    expect(readSettingsText(json).findings).toHaveLength(1)
  })

  test('takes a partner that says only what has no standard', () => {
    const { text, findings } = readSettingsText({ hikyakuSettings: 2, partners: [partner] })
    expect(findings).toEqual([])
    expect(text.partners?.[0]?.item).toMatchObject({ from: '1', to: '2', retries: 3, trust: [] })
  })
})
