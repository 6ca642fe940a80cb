import { safeFileName } from '../../base/safe-file-name.ts'

/** What a file's name can hold. */
export interface NameValues {
  readonly partner: string
  readonly partnerId: string
  readonly flow: string
  readonly type: string
  readonly format: string
  /** YYYYMMDD and HHMMSS of the flow's zone. */
  readonly date: string
  readonly time: string
  readonly serial: number
  readonly daySerial: number
  readonly sender: string
  readonly receiver: string
  readonly messageId: string
  /** The original name without its ending. */
  readonly name: string
  readonly id: string
  /** With its dot. */
  readonly extension: string
}

const fields = {
  partner: 'partner',
  'partner-id': 'partnerId',
  flow: 'flow',
  type: 'type',
  format: 'format',
  date: 'date',
  time: 'time',
  serial: 'serial',
  'day-serial': 'daySerial',
  sender: 'sender',
  receiver: 'receiver',
  'message-id': 'messageId',
  name: 'name',
  id: 'id',
  ext: 'extension',
} as const satisfies Record<string, keyof NameValues>

const slot = /\{([a-z-]+)(?::(\d{1,2}))?\}/g
const mostCharacters = 100

/** What is wrong with a pattern, if anything: unknown words, absolute paths, `..`. */
export function patternTrouble(pattern: string): string | undefined {
  for (const [whole, name = ''] of pattern.matchAll(/\{([^}]*)\}/g)) {
    if (!new RegExp(`^${slot.source}$`).test(whole)) return whole
    if (!((name.split(':')[0] as string) in fields)) return whole
  }
  const parts = pattern.split(/[/\\]/)
  return parts.find((part) => part === '' || part === '.' || part === '..')
}

export function usesSerial(pattern: string): { readonly serial: boolean; readonly day: boolean } {
  const names = [...pattern.matchAll(slot)].map(([, name]) => name)
  return { serial: names.includes('serial'), day: names.includes('day-serial') }
}

/**
 * The path below the folder, with `/` between its parts. Only the pattern makes folders:
 * what comes from the partner is made harmless for Windows and POSIX alike.
 */
export function handOverName(pattern: string, values: NameValues): string {
  return pattern
    .split(/[/\\]/)
    .map((part) =>
      safeFileName(
        part.replaceAll(slot, (whole, name: string, width?: string) => {
          const field = fields[name as keyof typeof fields] as keyof NameValues | undefined
          if (field === undefined) return whole
          const value = values[field]
          if (typeof value === 'number') return String(value).padStart(Number(width ?? 1), '0')
          return value.replaceAll(/[/\\]/g, '_').slice(0, mostCharacters)
        }),
      ),
    )
    .join('/')
}
