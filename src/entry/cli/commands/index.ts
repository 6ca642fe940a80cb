import type { Command } from 'commander'

import type { Session } from '../session.ts'
import { registerAlert } from './alert.ts'
import { registerAudit } from './audit.ts'
import { registerBackup } from './backup.ts'
import { registerBms } from './bms.ts'
import { registerCalendar } from './calendar.ts'
import { registerCertificate } from './certificate.ts'
import { registerClear } from './clear.ts'
import { registerDemo } from './demo.ts'
import { registerDocument } from './document.ts'
import { registerExchange } from './exchange.ts'
import { registerFault } from './fault.ts'
import { registerFlow } from './flow.ts'
import { registerInit } from './init.ts'
import { registerPartner } from './partner.ts'
import { registerPractice } from './practice.ts'
import { registerReceive } from './receive.ts'
import { registerRecover } from './recover.ts'
import { registerSend } from './send.ts'
import { registerSettings } from './settings.ts'
import { registerStart } from './start.ts'
import { registerToday } from './today.ts'
import { registerTls } from './tls.ts'
import { registerToken } from './token.ts'
import { registerUser } from './user.ts'

/** Adds all commands, in the order in which `--help` shows them. */
export function registerCommands(program: Command, session: Session): void {
  registerInit(program, session)
  registerStart(program, session)
  registerDemo(program, session)
  registerPractice(program, session)
  registerPartner(program, session)
  registerFlow(program, session)
  registerToday(program, session)
  registerCalendar(program, session)
  registerAlert(program, session)
  registerSend(program, session)
  registerReceive(program, session)
  registerDocument(program, session)
  registerBms(program, session)
  registerExchange(program, session)
  registerFault(program, session)
  registerTls(program, session)
  registerCertificate(program, session)
  registerUser(program, session)
  registerToken(program, session)
  registerAudit(program, session)
  registerSettings(program, session)
  registerClear(program, session)
  registerRecover(program, session)
  registerBackup(program, session)
}
