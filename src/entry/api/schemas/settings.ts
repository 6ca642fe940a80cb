import { z } from 'zod'

import { clearingSettings } from './clearing.ts'

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

/** Settings and partners as `settings export` writes them; no secret is in it. */
export const settingsText = z.looseObject({ hikyakuSettings: z.literal(1) })
export const settingsImported = z.object({
  /** Names of partners. */
  added: z.array(z.string()),
  changed: z.array(z.string()),
  same: z.array(z.string()),
  /** What an export never holds and the station lacks, as `partner: what`. */
  missing: z.array(z.string()),
})
