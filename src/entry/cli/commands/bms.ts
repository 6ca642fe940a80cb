import type { Command } from 'commander'

import { addGroup } from '../command.ts'
import type { Session } from '../session.ts'
import { registerBmsAnswer } from './bms-answer.ts'
import { registerBmsCheck } from './bms-check.ts'
import { registerBmsConvert } from './bms-convert.ts'
import { registerBmsIndex } from './bms-index.ts'
import { registerBmsLayout } from './bms-layout.ts'
import { registerBmsMatch } from './bms-match.ts'
import { registerBmsSearch } from './bms-search.ts'
import { registerBmsSettle } from './bms-settle.ts'
import { registerBmsShow } from './bms-show.ts'

export function registerBms(program: Command, session: Session): void {
  const group = addGroup(program, session, 'bms')
  registerBmsShow(group, session)
  registerBmsCheck(group, session)
  registerBmsConvert(group, session)
  registerBmsLayout(group, session)
  registerBmsAnswer(group, session)
  registerBmsSearch(group, session)
  registerBmsMatch(group, session)
  registerBmsSettle(group, session)
  registerBmsIndex(group, session)
}
