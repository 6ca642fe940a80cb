import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'

import { systemClock } from '../../../base/clock.ts'

import { rootCommand } from '../command.ts'
import type { Io } from '../io.ts'
import { Session } from '../session.ts'
import { allCommands, registerCommands } from './index.ts'

const silent = { isTTY: false, write: () => undefined }
const io: Io = {
  stdout: silent,
  stderr: silent,
  environment: {},
  directory: '.',
  clock: systemClock,
  stdinIsTTY: false,
  stdin: () => Readable.from([]),
  onInterrupt: () => () => undefined,
}

describe.each(['ja', 'en'] as const)('the help in %s', (language) => {
  const session = new Session(io, language)

  test.each([[[]], [['restore']], [['partner', 'list']]])(
    'is the same with %j typed as with all commands loaded',
    async (typed) => {
      const whole = rootCommand(session, '0')
      const registerAll = await allCommands()
      registerAll(whole, session)
      const named = rootCommand(session, '0')
      await registerCommands(named, session, typed)
      expect(named.helpInformation()).toBe(whole.helpInformation())
    },
  )
})
