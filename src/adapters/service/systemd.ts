import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

import { causeText, HikyakuError } from '../../errors/index.ts'

const execute = promisify(execFile)
/** A start waits for the station to be there, a stop for its programs to end. */
const longest = 120_000

/**
 * Holds this system against what a service needs.
 *
 * @throws HikyakuError service-unsupported, service-needs-root
 */
export function checkSystem({ asRoot }: { readonly asRoot: boolean }): void {
  if (process.platform === 'win32') {
    throw new HikyakuError('service-unsupported', {
      detail: 'Windows keeps it running by the Task Scheduler',
      detailJa: 'Windows ではタスク スケジューラで常駐させます',
    })
  }
  // systemd(1): it is the first process where this folder stands.
  if (!existsSync('/run/systemd/system')) {
    throw new HikyakuError('service-unsupported', {
      detail: 'systemd is not at work here',
      detailJa: 'systemd が動いていません',
    })
  }
  if (asRoot && process.getuid?.() !== 0) throw new HikyakuError('service-needs-root')
}

/** @returns what it printed. @throws HikyakuError service-command-failed */
export async function runSystem(words: readonly string[]): Promise<string> {
  const [file = '', ...given] = words
  try {
    return (await execute(file, given, { timeout: longest })).stdout
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string }
    const { en, ja } = causeText(error)
    const said = stderr.trim().split('\n').at(-1) ?? ''
    const params = {
      command: words.join(' '),
      detail: said === '' ? en : said,
      detailJa: said === '' ? ja : said,
    }
    throw new HikyakuError('service-command-failed', params, { cause: error })
  }
}

export async function hasUser(name: string): Promise<boolean> {
  return execute('getent', ['passwd', name]).then(
    () => true,
    () => false,
  )
}

/** What systemd says of a unit. */
export interface ServiceState {
  readonly isInstalled: boolean
  /** Started with the machine. */
  readonly isEnabled: boolean
  readonly state: string
  readonly pid?: number
  /** Of its last process, if that has ended. */
  readonly exitStatus?: number
  readonly restarts: number
}

const asked = [
  'LoadState',
  'ActiveState',
  'UnitFileState',
  'MainPID',
  'ExecMainStatus',
  'NRestarts',
].join(',')

/** @throws HikyakuError service-command-failed */
export async function stateOf(
  name: string,
  run: (words: readonly string[]) => Promise<string> = runSystem,
): Promise<ServiceState> {
  const printed = await run(['systemctl', 'show', `${name}.service`, `--property=${asked}`])
  const facts = new Map(printed.split('\n').map((line) => line.split('=') as [string, string]))
  const number = (key: string): number => Number(facts.get(key) ?? 0)
  const pid = number('MainPID')
  return {
    isInstalled: facts.get('LoadState') === 'loaded',
    isEnabled: facts.get('UnitFileState') === 'enabled',
    state: facts.get('ActiveState') ?? 'unknown',
    restarts: number('NRestarts'),
    ...(pid > 0 ? { pid } : { exitStatus: number('ExecMainStatus') }),
  }
}
