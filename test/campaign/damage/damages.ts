import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'

import { filesIn } from './stocked-homes.ts'

const kinds = [
  'bits flipped',
  'cut',
  'emptied',
  'removed',
  'made a folder',
  'as it was earlier',
  'changed places',
] as const
export type Kind = (typeof kinds)[number]

/** What was done to which file. */
export interface Damage {
  readonly file: string
  readonly kind: Kind
}

export interface DamageOrder {
  readonly folder: string
  /** The same folder as it was earlier. */
  readonly earlier: string
  readonly random: () => number
}

/** Damages one file of a folder, of a kind and at a place that chance chooses. */
export function damageOne({ folder, earlier, random }: DamageOrder): Damage | undefined {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const files = filesIn(folder)
  // Of payloads there are many: each kind of file has the same chance.
  const group = pick([...new Set(files.map(groupOf))])
  const file = pick(files.filter((one) => groupOf(one) === group))
  const kind = pick(kinds)
  if (file === undefined || kind === undefined) return undefined
  const path = join(folder, file)
  const old = join(earlier, file)
  const other = pick(files.filter((one) => one !== file)) ?? file
  const deeds: Record<Kind, () => boolean> = {
    'bits flipped': () => flipBits(path, random),
    cut: () => cut(path, random),
    emptied: () => {
      truncateSync(path, 0)
      return true
    },
    removed: () => {
      rmSync(path)
      return true
    },
    'made a folder': () => {
      rmSync(path)
      mkdirSync(path)
      return true
    },
    'as it was earlier': () => {
      if (!existsSync(old)) return false
      cpSync(old, path)
      return true
    },
    'changed places': () => swap(path, join(folder, other)),
  }
  return deeds[kind]() ? { file, kind } : undefined
}

/** Payloads, drafts and the files of processes are many of one kind. */
function groupOf(file: string): string {
  const [top = file] = file.split('/')
  return ['documents', 'incoming', 'processes', 'lost+found'].includes(top) ? top : basename(file)
}

function flipBits(path: string, random: () => number): boolean {
  const bytes = readFileSync(path)
  if (bytes.byteLength === 0) return false
  const count = 1 + Math.floor(random() * 8)
  for (let done = 0; done < count; done += 1) {
    const at = Math.floor(random() * bytes.byteLength)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  writeFileSync(path, bytes)
  return true
}

function cut(path: string, random: () => number): boolean {
  const { size } = statSync(path)
  if (size === 0) return false
  truncateSync(path, Math.floor(random() * size))
  return true
}

function swap(one: string, other: string): boolean {
  if (one === other) return false
  const bytes = readFileSync(one)
  writeFileSync(one, readFileSync(other))
  writeFileSync(other, bytes)
  return true
}
