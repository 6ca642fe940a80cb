import type { Command } from 'commander'

import { addNamed } from '../command.ts'
import type { HelpKey } from '../messages/index.ts'
import type { Session } from '../session.ts'

type Register = (program: Command, session: Session) => void

interface Row {
  /** As `--help` of the program shows them; `index.test.ts` compares them with the commands. */
  readonly terms: readonly `${HelpKey}${'' | ` ${string}`}`[]
  readonly load: () => Promise<Register>
}

/** All commands, in the order in which `--help` shows them. */
const rows: readonly Row[] = [
  { terms: ['init'], load: async () => (await import('./init.ts')).registerInit },
  { terms: ['start [options]'], load: async () => (await import('./start.ts')).registerStart },
  { terms: ['demo [options]'], load: async () => (await import('./demo.ts')).registerDemo },
  {
    terms: ['practice [options]'],
    load: async () => (await import('./practice.ts')).registerPractice,
  },
  { terms: ['partner'], load: async () => (await import('./partner.ts')).registerPartner },
  { terms: ['flow'], load: async () => (await import('./flow.ts')).registerFlow },
  { terms: ['today [options]'], load: async () => (await import('./today.ts')).registerToday },
  { terms: ['calendar'], load: async () => (await import('./calendar.ts')).registerCalendar },
  { terms: ['alert'], load: async () => (await import('./alert.ts')).registerAlert },
  {
    terms: ['send [options] <partner> [files...]'],
    load: async () => (await import('./send.ts')).registerSend,
  },
  {
    terms: ['receive [options] <partner>'],
    load: async () => (await import('./receive.ts')).registerReceive,
  },
  { terms: ['document'], load: async () => (await import('./document.ts')).registerDocument },
  { terms: ['bms'], load: async () => (await import('./bms.ts')).registerBms },
  { terms: ['exchange'], load: async () => (await import('./exchange.ts')).registerExchange },
  { terms: ['fault'], load: async () => (await import('./fault.ts')).registerFault },
  { terms: ['tls'], load: async () => (await import('./tls.ts')).registerTls },
  {
    terms: ['certificate'],
    load: async () => (await import('./certificate.ts')).registerCertificate,
  },
  { terms: ['user'], load: async () => (await import('./user.ts')).registerUser },
  { terms: ['token'], load: async () => (await import('./token.ts')).registerToken },
  { terms: ['audit'], load: async () => (await import('./audit.ts')).registerAudit },
  { terms: ['settings'], load: async () => (await import('./settings.ts')).registerSettings },
  { terms: ['clear [options]'], load: async () => (await import('./clear.ts')).registerClear },
  {
    terms: ['recover [options]'],
    load: async () => (await import('./recover.ts')).registerRecover,
  },
  {
    terms: ['backup [options] <file>', 'restore <file>'],
    load: async () => (await import('./backup.ts')).registerBackup,
  },
  { terms: ['service'], load: async () => (await import('./service.ts')).registerService },
]

/**
 * Adds the commands. One whose name is not typed is only named: its module, and all that it
 * needs, is loaded when somebody asks for it.
 *
 * @param typed the arguments after the program's name
 */
export async function registerCommands(
  program: Command,
  session: Session,
  typed: readonly string[],
): Promise<void> {
  const words = new Set(typed)
  for (const { terms, load } of rows) {
    if (terms.some((term) => words.has(nameOf(term)))) (await load())(program, session)
    else for (const term of terms) addNamed(program, session, nameOf(term), term)
  }
}

/** What adds every command whole, for those who read the command line itself. */
export async function allCommands(): Promise<Register> {
  const loaded = await Promise.all(rows.map(({ load }) => load()))
  return (program, session) => {
    for (const register of loaded) register(program, session)
  }
}

function nameOf(term: string): HelpKey {
  return term.split(' ', 1)[0] as HelpKey
}
