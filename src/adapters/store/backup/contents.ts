import { basename } from 'node:path'

/** What a backup holds beside the payloads. */
export const smallFiles = [
  'keys/station.key',
  'tls/ca.key',
  'tls/ca.pem',
  'tls/server.pem',
  'settings.json',
] as const

export const databaseName = 'hikyaku.db'
export const keyName = 'keys/station.key'

/** Lists what was damaged when the backup was made; of older versions it is not there. */
export const damageName = 'damaged.json'

/** A payload as the database knows it. */
export interface KnownPayload {
  readonly id: string
  readonly sha256: string
  readonly bytes: number
}

/** Its name, in a home and in a backup. */
export function payloadName({ id }: Pick<KnownPayload, 'id'>): string {
  return `documents/${id.slice(2, 8)}/${id}`
}

export const problems = ['missing', 'unreadable', 'changed'] as const
export type Problem = (typeof problems)[number]

/** A part of a home that is not as the station left it. */
export interface DamagedPart {
  /** As in the home: `documents/260401/D-260401-…`, `tls/ca.key`. */
  readonly name: string
  readonly problem: Problem
}

/** What a backup or a restoration gives account of. */
export interface BackupReport {
  /** Those that are whole. */
  readonly documents: number
  readonly damaged: readonly DamagedPart[]
}

/** Whether a name in an archive is one that a backup writes. */
export function isBackupName(name: string): boolean {
  return (
    [databaseName, damageName, ...smallFiles].includes(name) ||
    (/^documents\/\d{6}\/D-\d{6}-[0-9A-Z]+$/.test(name) &&
      basename(name).slice(2, 8) === name.slice(10, 16))
  )
}
