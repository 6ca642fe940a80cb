import { z } from 'zod'

import { clearingSettings } from './clearing.ts'
import { saidFault } from './common.ts'

const port = z.number().int().min(0).max(65_535)
const count = z.number().int().min(1)

/** `settings.json` of the home. Changes take effect when the station starts again. */
export const settings = z.strictObject({
  host: z.string().min(1).max(255),
  jxPort: port,
  consolePort: port,
  tlsCertificate: z.string().min(1).optional(),
  tlsKey: z.string().min(1).optional(),
  limits: z.strictObject({
    documentBytes: count.optional(),
    unpackedBytes: count.optional(),
    unpackRatio: count.optional(),
    minimumRate: count.optional(),
    rateWindowSeconds: count.optional(),
    silenceSeconds: count.optional(),
  }),
  clearing: clearingSettings.optional(),
  watchers: z
    .strictObject({ port: port.optional(), metrics: z.enum(['loopback', 'token']).optional() })
    .optional(),
})
export type SettingsView = z.infer<typeof settings>

/** All settings as `settings export --json` writes them; no secret is in it. */
export const settingsText = z.looseObject({
  hikyakuSettings: z.union([z.literal(1), z.literal(2)]),
})
export const settingsImported = z.object({
  /** Items, as `partners.retailer`. */
  added: z.array(z.string()),
  changed: z.array(z.string()),
  same: z.array(z.string()),
  /** What an export never holds and the station lacks, as `item: what`. */
  missing: z.array(z.string()),
})

/** Settings as YAML or JSON. */
export const settingsWritten = z.object({ text: z.string() })

const settingsSource = z.strictObject({
  text: z.string().min(1).max(8_000_000),
  /** Removes what the text does not name, of the parts that it has. */
  prune: z.boolean().default(false),
})
export const settingsTry = settingsSource
export const settingsApply = settingsSource.extend({
  /** Of the plan that was looked at. */
  mark: z.string().min(1).max(64),
})

const valueChange = z.object({
  /** `timetable.rules.1.at` */
  setting: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  /** Only that it changes is told. */
  isSecret: z.boolean().optional(),
})

/** What an import would change, and all that is wrong with its text. */
export const settingsPlan = z.object({
  changes: z.array(
    z.object({
      section: z.enum(['settings', 'partners', 'calendars', 'flows', 'mail', 'alerts']),
      /** Empty where there is one of the section. */
      name: z.string(),
      kind: z.enum(['add', 'change', 'remove']),
      values: z.array(valueChange),
    }),
  ),
  same: z.array(z.string()),
  missing: z.array(z.string()),
  findings: z.array(saidFault.extend({ line: z.number(), column: z.number() })),
  mark: z.string(),
})
export type SettingsPlanView = z.infer<typeof settingsPlan>
