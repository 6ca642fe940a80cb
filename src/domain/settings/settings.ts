import { z } from 'zod'

import { formOfValue, HikyakuError, refusedSetting } from '../../errors/index.ts'
import type { ClearingSettings } from '../clearing/limits.ts'

const port = z.number().int().min(0).max(65_535)
const bytes = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const seconds = z.number().int().min(1).max(86_400)

const limits = z.strictObject({
  documentBytes: bytes.optional(),
  unpackedBytes: bytes.optional(),
  unpackRatio: z.number().int().min(1).max(1_000_000).optional(),
  minimumRate: z.number().int().min(1).max(1_000_000_000).optional(),
  rateWindowSeconds: seconds.optional(),
  silenceSeconds: seconds.optional(),
})

const days = z.number().int().min(1).max(36_500)

/** How long things are kept. What is not set stays for ever, but for keys of messages. */
const clearing = z.strictObject({
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, formOfValue('clock-time'))
    .optional(),
  payloadDays: days.optional(),
  // Of 30 days it is known which bytes were sent (`document-sent-before`).
  recordDays: days.min(31).optional(),
  messageIdDays: days.min(366).optional(),
  exchangeDays: days.min(31).optional(),
  faultDays: days.optional(),
  outputDays: days.optional(),
  auditDays: days.min(31).optional(),
})

/** Who asks from outside whether the station is well. */
const watchers = z.strictObject({
  port: port.optional(),
  metrics: z.enum(['loopback', 'token']).optional(),
})

/** What `settings.json` holds. */
export const settingsForm = z.strictObject({
  host: z.string().min(1).max(255).default('127.0.0.1'),
  jxPort: port.default(8443),
  consolePort: port.default(8040),
  tlsCertificate: z.string().min(1).optional(),
  tlsKey: z.string().min(1).optional(),
  limits: limits.default({}),
  clearing: clearing.optional(),
  watchers: watchers.optional(),
})

/** What bounds the station's work; what is not set has the station's own default. */
export interface LimitSettings {
  /** Most bytes of a document on the wire, and after decompression. */
  readonly documentBytes?: number
  readonly unpackedBytes?: number
  readonly unpackRatio?: number
  /** Bytes per second below which a transfer counts as stalled, over `rateWindowSeconds`. */
  readonly minimumRate?: number
  readonly rateWindowSeconds?: number
  readonly silenceSeconds?: number
}

/** The settings of a station: `settings.json` in its home. */
export interface Settings {
  /** Address on which the JX server listens. */
  readonly host: string
  readonly jxPort: number
  readonly consolePort: number
  /** PEM files, from the home; absent: the server certificate that `init` made. */
  readonly tlsCertificate?: string
  readonly tlsKey?: string
  readonly limits: LimitSettings
  /** How long things are kept (整理). */
  readonly clearing?: ClearingSettings
  /** `/healthz`, `/readyz` and `/metrics`: a port of their own, and who may read the figures. */
  readonly watchers?: WatcherSettings
}

export interface WatcherSettings {
  /** Of the loopback; absent: that of the console. */
  readonly port?: number
  /** `loopback`, the default: this computer needs no token. */
  readonly metrics?: 'loopback' | 'token'
}

/**
 * Checks settings as they come from a file or an import.
 *
 * @throws HikyakuError setting-unknown, setting-invalid
 */
export function parseSettings(json: unknown): Settings {
  const result = settingsForm.safeParse(json)
  if (result.success) {
    const checked = result.data as Settings
    checkCertificate(checked)
    if (checked.clearing !== undefined) checkClearing(checked.clearing)
    return deepFreeze(checked)
  }
  throw refusedSetting(settingsForm, json, result.error, 'settings.json')
}

function checkCertificate({ tlsCertificate, tlsKey }: Settings): void {
  if ((tlsCertificate === undefined) === (tlsKey === undefined)) return
  throw new HikyakuError('setting-invalid', {
    setting: 'tlsKey',
    detail: 'tlsCertificate and tlsKey belong together',
    detailJa: 'tlsCertificate と tlsKey は両方必要です',
  })
}

/** A record goes after its payload, so there must be a day on which that goes. */
function checkClearing({ payloadDays, recordDays }: ClearingSettings): void {
  if (recordDays === undefined) return
  if (payloadDays !== undefined && recordDays >= payloadDays) return
  throw new HikyakuError('setting-invalid', {
    setting: 'clearing.recordDays',
    detail: 'it needs payloadDays, and must not be less than those',
    detailJa: 'payloadDays の指定が必要で、それより短くはできません',
  })
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value) as unknown[]) {
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner)
  }
  return Object.freeze(value)
}
