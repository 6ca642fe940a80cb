import type { Command } from 'commander'
import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'

import type { ServiceOrder, ServiceState, ServiceStep } from '../../../adapters/service/index.ts'
import { defined } from '../../../base/defined.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { badArgument, plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { facts } from '../print/table.ts'
import type { Session } from '../session.ts'

const system = () => import('../../../adapters/service/index.ts')

const standardName = 'hikyaku'
/** Where a service of Linux keeps what it has (file-hierarchy(7)). */
const standardHome = '/var/lib/hikyaku'

interface ServiceFlags {
  readonly name?: string
  readonly user?: string
  readonly host?: string
  readonly jxPort?: number
  readonly consolePort?: number
  readonly dryRun?: boolean
  readonly root?: string
}

/** The station as a service of the system (サービス). */
export function registerService(program: Command, session: Session): void {
  const group = addGroup(program, session, 'service')
  registerInstall(group, session)
  registerRemove(group, session)
  registerStatus(group, session)
  for (const verb of ['start', 'stop'] as const) {
    const command = addCommand(group, session, {
      name: verb,
      help: `service.${verb}`,
      examples: [`hikyaku service ${verb}`],
    })
    addName(command, session)
    command.action(async ({ name = standardName }: ServiceFlags) => {
      const { checkSystem, runSystem } = await system()
      checkSystem({ asRoot: true })
      await installed(name)
      await runSystem(['systemctl', verb, `${name}.service`])
      session.show(await shownState(name), () =>
        session.t(`service.${verb}-done`, { service: name }),
      )
    })
  }
}

function registerInstall(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'install',
    help: 'service.install',
    examples: [
      'hikyaku --home /srv/hikyaku --lang ja service install --dry-run',
      'hikyaku --home /srv/hikyaku --lang ja service install --host 0.0.0.0 --jx-port 443',
    ],
  })
  addName(command, session)
  addOption(command, session, {
    flags: '--user <name>',
    help: 'option.service-user',
    parse: ofSystem('--user'),
    standard: standardName,
  })
  addOption(command, session, {
    flags: '--host <address>',
    help: 'option.host',
    parse: plainValue('--host'),
  })
  for (const [flags, help] of [
    ['--jx-port <port>', 'option.jx-port'],
    ['--console-port <port>', 'option.console-port'],
  ] as const) {
    const [flag = ''] = flags.split(' ')
    addOption(command, session, { flags, help, parse: wholeNumber(flag, { min: 1, max: 65_535 }) })
  }
  addPlace(command, session)
  command.action(async (flags: ServiceFlags) => {
    const order = orderOf(session, flags)
    const { hasUser, stepsToInstall } = await system()
    const known = flags.root === undefined && (await hasUser(order.user))
    await carryOut(session, flags, stepsToInstall(order, { hasUser: known }), () =>
      session.t('service.installed', { service: order.name, user: order.user, home: order.home }),
    )
  })
}

function registerRemove(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'remove',
    help: 'service.remove',
    examples: ['hikyaku service remove'],
  })
  addName(command, session)
  addPlace(command, session)
  command.action(async (flags: ServiceFlags) => {
    const { stepsToRemove } = await system()
    const name = flags.name ?? standardName
    if (flags.dryRun !== true && flags.root === undefined) {
      const { checkSystem } = await system()
      checkSystem({ asRoot: true })
      await installed(name)
    }
    await carryOut(session, flags, stepsToRemove(name), () =>
      session.t('service.removed', { service: name }),
    )
  })
}

function registerStatus(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'status',
    help: 'service.status',
    examples: ['hikyaku service status'],
  })
  addName(command, session)
  command.action(async ({ name = standardName }: ServiceFlags) => {
    const { checkSystem } = await system()
    checkSystem({ asRoot: false })
    await installed(name)
    const state = await shownState(name)
    session.show(state, () => stateText(session, state))
    if (state.state !== 'active') session.endWith(1)
  })
}

function addName(command: Command, session: Session): void {
  addOption(command, session, {
    flags: '--name <name>',
    help: 'option.service-name',
    parse: ofSystem('--name'),
    standard: standardName,
  })
}

function addPlace(command: Command, session: Session): void {
  addOption(command, session, { flags: '--dry-run', help: 'option.service-dry-run' })
  addOption(command, session, {
    flags: '--root <dir>',
    help: 'option.service-root',
    parse: plainValue('--root', 4096),
  })
}

/** Names of users and units, as all systems take them. */
function ofSystem(flag: string): (text: string) => string {
  return (text) => {
    if (/^[a-z_][a-z0-9_-]{0,30}$/.test(text)) return text
    throw badArgument(flag, {
      en: 'it holds a-z, 0-9, - and _ and begins with a letter',
      ja: '英小文字、数字、-、_ だけで、英字から始めます',
    })
  }
}

function orderOf(session: Session, flags: ServiceFlags): ServiceOrder {
  const { name = standardName, user = standardName, host, jxPort, consolePort } = flags
  const home = session.namedHome ?? standardHome
  return {
    name,
    user,
    home: resolve(session.io.directory, home),
    language: session.language,
    // By its own path: a service has no PATH of a person's.
    program: [process.execPath, realpathSync(process.argv[1] ?? '')],
    ...defined({ host, jxPort, consolePort }),
  }
}

async function carryOut(
  session: Session,
  { dryRun, root }: ServiceFlags,
  steps: readonly ServiceStep[],
  done: () => string,
): Promise<void> {
  if (dryRun === true) {
    showSteps(session, steps, 'service.would')
    return
  }
  const { checkSystem, doSteps, runSystem } = await system()
  const place = root === undefined ? '/' : resolve(session.io.directory, root)
  if (place === '/') checkSystem({ asRoot: true })
  const left = await doSteps({ root: place, isHere: place === '/', run: runSystem }, steps)
  if (left.length > 0) {
    showSteps(session, left, 'service.left')
    return
  }
  session.show({ done: steps.length }, done)
}

function showSteps(
  session: Session,
  steps: readonly ServiceStep[],
  head: 'service.would' | 'service.left',
): void {
  session.say(session.t(head))
  for (const step of steps) session.show(step, () => stepText(session, step))
}

function stepText({ t }: Session, step: ServiceStep): string {
  if (step.kind === 'command') return `$ ${step.words.map(shellWord).join(' ')}`
  if (step.kind === 'make') return t('service.make', { path: step.path, user: step.user })
  if (step.kind === 'remove') return t('service.unlink', { path: step.path })
  return `${t('service.write', { path: step.path })}\n${step.text.replaceAll(/^(?=.)/gm, '  ')}`
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/** @throws HikyakuError service-missing */
async function installed(name: string): Promise<void> {
  const { stateOf } = await system()
  if (!(await stateOf(name)).isInstalled) {
    throw new HikyakuError('service-missing', { service: name })
  }
}

type Shown = ServiceState & { readonly service: string }

async function shownState(service: string): Promise<Shown> {
  const { stateOf } = await system()
  return { service, ...(await stateOf(service)) }
}

function stateText({ t }: Session, { service, state, isEnabled, pid, restarts }: Shown): string {
  const known = ['active', 'activating', 'deactivating', 'failed', 'inactive'] as const
  const word = known.find((one) => one === state)
  return facts([
    [t('label.service'), service],
    [t('label.state'), word === undefined ? state : t(`service.is-${word}`)],
    [t('label.with-machine'), t(isEnabled ? 'word.yes' : 'word.no')],
    [t('label.process'), pid === undefined ? '-' : String(pid)],
    [t('label.restarts'), String(restarts)],
  ])
}
