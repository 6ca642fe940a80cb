import type { Command } from 'commander'
import { defined } from '../../../base/defined.ts'

import type { RunningConsole } from '../../api/server/index.ts'
import { hostPort } from '../../../base/host-port.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import type { BackgroundWork, ServeOptions, Station } from '../../../station/index.ts'
import { plainValue, wholeNumber } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { logLines } from '../print/log-lines.ts'
import { mentionStandingWarnings } from '../partner/tls.ts'
import { serverCertificateOf, type ServerCertificateFlags } from '../server-certificate.ts'
import type { Session } from '../session.ts'

interface StartFlags extends ServerCertificateFlags {
  readonly jxPort?: number
  readonly consolePort?: number
  readonly consoleHost?: string
  readonly console?: boolean
  readonly host?: string
}

export function registerStart(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'start',
    help: 'start',
    transfers: true,
    examples: [
      'hikyaku start',
      'hikyaku start --host 0.0.0.0 --jx-port 443 --tls-certificate server.pem --tls-key server.key',
    ],
  })
  const port = { min: 0, max: 65_535 }
  addOption(command, session, {
    flags: '--jx-port <port>',
    help: 'option.jx-port',
    parse: wholeNumber('--jx-port', port),
    standard: '8443',
  })
  addOption(command, session, {
    flags: '--console-port <port>',
    help: 'option.console-port',
    parse: wholeNumber('--console-port', port),
    standard: '8040',
  })
  addOption(command, session, {
    flags: '--console-host <address>',
    help: 'option.console-host',
    parse: plainValue('--console-host'),
    standard: '127.0.0.1',
  })
  addOption(command, session, { flags: '--no-console', help: 'option.no-console' })
  addOption(command, session, {
    flags: '--host <address>',
    help: 'option.host',
    parse: plainValue('--host'),
    standard: '127.0.0.1',
  })
  addOption(command, session, { flags: '--tls-certificate <file>', help: 'option.tls-certificate' })
  addOption(command, session, { flags: '--tls-key <file>', help: 'option.tls-key' })
  command.action((flags: StartFlags) => start(session, flags))
}

async function start(session: Session, flags: StartFlags): Promise<void> {
  const { home, settings } = session.config
  const certificate = await serverCertificateOf(session, flags)
  if (certificate === undefined) await lookAtOwn(home)
  const own = defined({ certificate })
  const heard = logLines(session.io.stderr, session.io.clock, session.language)
  const serve = async (station: Station): Promise<void> => {
    await mentionStandingWarnings(session, station)
    const {
      alertsAtWork,
      certificateWatch,
      clearingAtWork,
      deadlineWatch,
      handOverAtWork,
      keepStation,
      pickUpAtWork,
      programsAtWork,
      timetableAtWork,
    } = await import('../../../station/index.ts')
    const host = flags.host ?? settings.host
    await keepStation<RunningConsole>(station, {
      serving: { host, port: flags.jxPort ?? settings.jxPort, ...own },
      background: [
        certificateWatch(station, own),
        timetableAtWork(station),
        handOverAtWork(station),
        pickUpAtWork(station),
        programsAtWork(station),
        deadlineWatch(station),
        alertsAtWork(station),
        clearingAtWork(station),
        ...(await watchersApart(session, station)),
      ],
      onStop: (stop) => session.io.onInterrupt(stop),
      ...(flags.console === false
        ? {}
        : { openBeside: () => openConsole(session, station, flags, own) }),
      onReady: (port, console) => {
        tellAddresses(session, host, port, console)
      },
      onStopping: () => {
        session.io.stderr.write(`${session.t('start.stopping')}\n`)
      },
    })
    session.say(session.t('start.stopped'))
  }
  await session.withRecoveredStation('newest', serve, heard)
}

/** Before the home is opened: a start that is refused changes nothing. */
async function lookAtOwn(home: string): Promise<void> {
  const { inspectStart } = await import('../../../station/index.ts')
  await inspectStart(home)
}

/** What asks from outside whether all is well, where it has a port of its own. */
async function watchersApart(session: Session, station: Station): Promise<BackgroundWork[]> {
  const { port, metrics = 'loopback' } = session.config.settings.watchers ?? {}
  if (port === undefined) return []
  const { watchersBeside } = await import('../../api/server/index.ts')
  return [watchersBeside(station, { port, metrics })]
}

/** The console; a port that was not asked for by name and is taken is no reason not to serve. */
async function openConsole(
  session: Session,
  station: Station,
  flags: StartFlags,
  own: Pick<ServeOptions, 'certificate'>,
): Promise<RunningConsole | undefined> {
  const { serveConsole } = await import('../../api/server/index.ts')
  try {
    return await serveConsole(station, {
      port: flags.consolePort ?? session.config.settings.consolePort,
      language: session.language,
      ...defined({ host: flags.consoleHost, certificate: own.certificate }),
    })
  } catch (error) {
    const named = flags.consolePort !== undefined || flags.consoleHost !== undefined
    if (named || !isHikyakuError(error) || error.fault !== 'console-port-in-use') throw error
    session.mention(error.fault, error.params)
    return undefined
  }
}

function tellAddresses(
  session: Session,
  host: string,
  port: number,
  beside: RunningConsole | undefined,
): void {
  const { t } = session
  const url = `https://${hostPort(host, port)}/jx`
  const told = {
    jx: url,
    ...defined({ console: beside?.url }),
    ...(beside?.setUpUrl === undefined ? {} : { setUp: beside.setUpUrl }),
  }
  session.show(told, () =>
    [
      t('start.listening', { url }),
      t('start.wsdl', { url }),
      ...(beside === undefined ? [] : [t('start.console', { url: beside.url })]),
      ...(beside?.setUpUrl === undefined ? [] : [t('start.set-up', { url: beside.setUpUrl })]),
      t('start.how-to-stop'),
    ].join('\n'),
  )
}
