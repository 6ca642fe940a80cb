import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { HikyakuError } from '../../errors/index.ts'
import { ownMark, unitText, type ServiceOrder } from './unit.ts'

/** One thing that is done to the system, as it is shown and as it is done. */
export type ServiceStep =
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'make'; readonly path: string; readonly user: string }

const units = '/etc/systemd/system'

function unitPath(name: string): string {
  return join(units, `${name}.service`)
}

/** What makes a station a service; what is done already is not done again. */
export function stepsToInstall(
  order: ServiceOrder,
  { hasUser }: { readonly hasUser: boolean },
): readonly ServiceStep[] {
  const { name, user, home, language, program } = order
  const account = ['--system', '--user-group', '--no-create-home', '--home-dir', home]
  const init = ['--home', home, '--lang', language, 'init']
  return [
    ...(hasUser ? [] : [command('useradd', ...account, '--shell', '/usr/sbin/nologin', user)]),
    { kind: 'make', path: home, user },
    command('runuser', '-u', user, '--', ...program, ...init),
    { kind: 'write', path: unitPath(name), text: unitText(order) },
    command('systemctl', 'daemon-reload'),
    command('systemctl', 'enable', `${name}.service`),
  ]
}

/** The user and the home stay: what is in it is not the service's. */
export function stepsToRemove(name: string): readonly ServiceStep[] {
  return [
    command('systemctl', 'disable', '--now', `${name}.service`),
    { kind: 'remove', path: unitPath(name) },
    command('systemctl', 'daemon-reload'),
  ]
}

function command(...words: string[]): ServiceStep {
  return { kind: 'command', words }
}

/** Where steps are done: this system, or a folder that is a system's root (an image, a test). */
export interface ServicePlace {
  readonly root: string
  /** Whether it is this system, whose commands can run. */
  readonly isHere: boolean
  /** Runs a command of the system. @throws HikyakuError service-command-failed */
  run(words: readonly string[]): Promise<string>
}

/**
 * Does the steps in order. In another root only its files are made: its commands cannot run.
 *
 * @returns the steps that were left
 * @throws HikyakuError service-not-ours, service-command-failed
 */
export async function doSteps(
  { root, isHere, ...system }: ServicePlace,
  steps: readonly ServiceStep[],
): Promise<readonly ServiceStep[]> {
  // Before the first change: half a service would be left of it.
  for (const step of steps) {
    if (step.kind === 'write' || step.kind === 'remove') await refuseForeign(join(root, step.path))
  }
  const left: ServiceStep[] = []
  const order = async (words: readonly string[]): Promise<void> => {
    if (isHere) await system.run(words)
    else left.push({ kind: 'command', words })
  }
  for (const step of steps) {
    if (step.kind === 'command') await order(step.words)
    else await place(join(root, step.path), step)
    if (step.kind === 'make') await order(['chown', `${step.user}:${step.user}`, step.path])
  }
  return left
}

async function place(path: string, step: Exclude<ServiceStep, { kind: 'command' }>): Promise<void> {
  if (step.kind === 'make') {
    await mkdir(path, { recursive: true, mode: 0o700 })
    return
  }
  if (step.kind === 'remove') {
    await rm(path, { force: true })
    return
  }
  await mkdir(dirname(path), { recursive: true })
  // Whole or not at all: systemd reads it when it likes.
  await writeFile(`${path}.new`, step.text, { mode: 0o644 })
  await rename(`${path}.new`, path)
}

/** A unit that somebody wrote is theirs. @throws HikyakuError service-not-ours */
async function refuseForeign(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined || text.startsWith(ownMark)) return
  throw new HikyakuError('service-not-ours', { path })
}
