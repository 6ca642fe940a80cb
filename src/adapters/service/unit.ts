/** What a unit of systemd for a station says. */
export interface ServiceOrder {
  /** Of the unit: `hikyaku` is hikyaku.service. */
  readonly name: string
  /** Of the system: whom the home and the process belong to. */
  readonly user: string
  readonly home: string
  readonly language: 'ja' | 'en'
  /** The program with what goes before it: the runtime and bin/hikyaku. */
  readonly program: readonly string[]
  /** Arguments of `start`. */
  readonly host?: string
  readonly jxPort?: number
  readonly consolePort?: number
}

/** By which a unit is known as ours; one without it is left alone. */
export const ownMark = '# Written by hikyaku service install; change it with systemctl edit.'

/** Ports below need a right that users of services have not. */
const firstFreePort = 1024
/** Programs of flows get 20 seconds to end, requests 10. */
const stopSeconds = 45

/** A unit: as its user, in its language, started again after a crash, stopped in peace. */
export function unitText(order: ServiceOrder): string {
  const { user, home, language, jxPort } = order
  const needsRight = jxPort !== undefined && jxPort < firstFreePort
  return [
    ownMark,
    '[Unit]',
    'Description=Hikyaku EDI station',
    'Wants=network-online.target',
    'After=network-online.target',
    '',
    '[Service]',
    'Type=exec',
    `User=${user}`,
    `Group=${user}`,
    `WorkingDirectory=${escaped(home)}`,
    `Environment=${quoted(`HIKYAKU_HOME=${home}`)} HIKYAKU_LANG=${language}`,
    `ExecStart=${startLine(order).map(quoted).join(' ')}`,
    ...(needsRight ? ['AmbientCapabilities=CAP_NET_BIND_SERVICE'] : []),
    '# The station ends its programs itself, in peace.',
    'KillMode=mixed',
    `TimeoutStopSec=${stopSeconds}`,
    'Restart=on-failure',
    'RestartSec=5',
    '# Bad settings and arguments are not mended by starting again.',
    'RestartPreventExitStatus=2 3',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n')
}

function startLine({ program, host, jxPort, consolePort }: ServiceOrder): string[] {
  const flags = { '--host': host, '--jx-port': jxPort, '--console-port': consolePort }
  const given = Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [flag, String(value)],
  )
  return [...program, 'start', ...given]
}

/** systemd fills `%` and `$` in, and parts words at blanks (systemd.service(5)). */
function quoted(word: string): string {
  const whole = escaped(word).replaceAll('$', '$$$$')
  return /^[\w@%+=:,./-]+$/.test(whole) ? whole : `"${whole.replaceAll(/["\\]/g, '\\$&')}"`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%%')
}
