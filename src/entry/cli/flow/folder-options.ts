import { isAbsolute, resolve } from 'node:path'

import type { FlowInput } from '../../../domain/flows/index.ts'
import { badArgument, oneOf, plainValue, wholeNumber } from '../arguments.ts'

/** The flags of a flow's folder, as commander gives them; absent: not typed. */
export interface FolderFlags {
  readonly folder?: string | false
  readonly make?: boolean
  readonly name?: string
  readonly marker?: boolean
  readonly exists?: 'number' | 'wait'
  readonly waitLimit?: number
  readonly doneFile?: string
  readonly mode?: string
  readonly whole?: 'stable' | 'rename' | 'trigger'
  readonly trigger?: string
  readonly looks?: number
  readonly lookEvery?: number
  readonly pickUp?: 'at-run' | 'at-once'
  readonly settle?: number
  readonly sameBytes?: 'hold' | 'send' | 'refuse'
  readonly order?: 'time' | 'name'
}

const text = (flag: string): ((value: string) => string) => plainValue(flag, 4096)
const words = {
  exists: ['number', 'wait'],
  whole: ['stable', 'rename', 'trigger'],
  pickUp: ['at-run', 'at-once'],
  sameBytes: ['hold', 'send', 'refuse'],
  order: ['time', 'name'],
} as const

/** Where files are picked up, or where received ones are put. */
export const folderOptions = [
  { flags: '--folder <dir>', help: 'option.flow-folder', parse: text('--folder') },
  { flags: '--make', help: 'option.flow-make' },
  { flags: '--marker', help: 'option.flow-marker' },
  { flags: '--name <pattern>', help: 'option.flow-name', parse: text('--name') },
] as const

/** Of received documents. */
export const handOverOptions = [
  {
    flags: '--exists <way>',
    help: 'option.flow-exists',
    parse: oneOf('--exists', words.exists),
    words: words.exists,
    standard: 'number',
  },
  {
    flags: '--wait-limit <minutes>',
    help: 'option.flow-wait-limit',
    parse: wholeNumber('--wait-limit', { min: 1, max: 100_000 }),
    standard: '60',
  },
  { flags: '--done-file <ending>', help: 'option.flow-done-file', parse: text('--done-file') },
  { flags: '--mode <octal>', help: 'option.flow-mode', parse: text('--mode') },
] as const

/** Of files that are picked up. */
export const pickUpOptions = [
  {
    flags: '--whole <way>',
    help: 'option.flow-whole',
    parse: oneOf('--whole', words.whole),
    words: words.whole,
    standard: 'stable',
  },
  { flags: '--trigger <ending>', help: 'option.flow-trigger', parse: text('--trigger') },
  {
    flags: '--looks <count>',
    help: 'option.flow-looks',
    parse: wholeNumber('--looks', { min: 2, max: 100 }),
    standard: '3',
  },
  {
    flags: '--look-every <seconds>',
    help: 'option.flow-look-every',
    parse: wholeNumber('--look-every', { min: 1, max: 3600 }),
    standard: '2',
  },
  {
    flags: '--pick-up <when>',
    help: 'option.flow-pick-up',
    parse: oneOf('--pick-up', words.pickUp),
    words: words.pickUp,
    standard: 'at-run',
  },
  {
    flags: '--settle <seconds>',
    help: 'option.flow-settle',
    parse: wholeNumber('--settle', { min: 0, max: 3600 }),
    standard: '120',
  },
  {
    flags: '--same-bytes <way>',
    help: 'option.flow-same-bytes',
    parse: oneOf('--same-bytes', words.sameBytes),
    words: words.sameBytes,
    standard: 'hold',
  },
  {
    flags: '--order <by>',
    help: 'option.flow-order',
    parse: oneOf('--order', words.order),
    words: words.order,
    standard: 'time',
  },
] as const

type FolderInput = NonNullable<FlowInput['folder']>

/**
 * The folder as it stood, with what was typed; `--no-folder` takes it away.
 *
 * @param directory from which a path that is not absolute is meant. @throws argument-invalid
 */
export function folderInput(
  flags: FolderFlags,
  { direction, directory, before }: FolderFacts,
): FolderInput | undefined {
  if (flags.folder === false) return undefined
  const typed = direction === 'receive' ? handOverInput(flags) : pickUpInput(flags)
  const path = typeof flags.folder === 'string' ? absolute(directory, flags.folder) : before?.path
  if (path === undefined) {
    if (Object.keys(typed).length === 0) return undefined
    throw badArgument('--folder', {
      en: 'says where, so the others of the folder need it',
      ja: 'フォルダーです。フォルダーのほかの指定にはこれが必要です',
    })
  }
  const kind = direction === 'receive' ? 'hand-over' : 'pick-up'
  return { ...before, kind, path, ...typed }
}

interface FolderFacts {
  readonly direction: 'receive' | 'send'
  readonly directory: string
  readonly before?: FolderInput | undefined
}

function absolute(directory: string, path: string): string {
  return isAbsolute(path) ? path : resolve(directory, path)
}

function handOverInput(flags: FolderFlags): Partial<FolderInput> {
  refuseOthers(flags, [
    'whole',
    'trigger',
    'looks',
    'lookEvery',
    'pickUp',
    'settle',
    'sameBytes',
    'order',
  ])
  const { name, marker, exists, waitLimit, doneFile, mode } = flags
  return typedOnly({ name, marker, exists, waitLimitMinutes: waitLimit, doneFile, mode })
}

function pickUpInput(flags: FolderFlags): Partial<FolderInput> {
  refuseOthers(flags, ['exists', 'waitLimit', 'doneFile', 'mode'])
  const { name, marker, whole, trigger, looks, lookEvery, pickUp, settle, sameBytes, order } = flags
  return typedOnly({
    name,
    marker,
    whole,
    trigger,
    looks,
    lookEverySeconds: lookEvery,
    when: pickUp,
    settleSeconds: settle,
    sameBytes,
    order,
  })
}

function refuseOthers(flags: FolderFlags, others: readonly (keyof FolderFlags)[]): void {
  const typed = others.find((flag) => flags[flag] !== undefined)
  if (typed === undefined) return
  const flag = `--${typed.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  throw badArgument(flag, {
    en: 'is for folders of the other direction',
    ja: '反対の向きの業務のフォルダーに使う指定です',
  })
}

function typedOnly(all: Record<string, unknown>): Partial<FolderInput> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
