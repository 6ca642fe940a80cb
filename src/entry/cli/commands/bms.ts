import type { Command } from 'commander'

import { addGroup } from '../command.ts'
import type { Session } from '../session.ts'
import { registerBmsCheck } from './bms-check.ts'
import { registerBmsConvert } from './bms-convert.ts'
import { registerBmsLayout } from './bms-layout.ts'
import { registerBmsShow } from './bms-show.ts'

export function registerBms(program: Command, session: Session): void {
  const group = addGroup(program, session, 'bms')
  registerBmsShow(group, session)
  registerBmsCheck(group, session)
  registerBmsConvert(group, session)
  registerBmsLayout(group, session)
}
