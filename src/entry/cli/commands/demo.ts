import type { Command } from 'commander'

import { addCommand, addOption } from '../command.ts'
import type { Session } from '../session.ts'

interface DemoFlags {
  readonly exit?: boolean
}

export function registerDemo(program: Command, session: Session): void {
  const command = addCommand(program, session, {
    name: 'demo',
    help: 'demo',
    transfers: true,
    examples: ['hikyaku demo', 'hikyaku demo --exit'],
  })
  addOption(command, session, { flags: '--exit', help: 'option.exit' })
  command.action((flags: DemoFlags) => demo(session, flags))
}

async function demo(session: Session, flags: DemoFlags): Promise<void> {
  const { promise: interrupted, resolve } = Promise.withResolvers<undefined>()
  const remove = session.io.onInterrupt(() => {
    resolve(undefined)
  })
  try {
    const { runDemo } = await import('../demo.ts')
    const status = await runDemo({
      lang: session.language,
      exit: flags.exit === true,
      json: session.json,
      print: (text) => {
        session.io.stdout.write(text)
      },
      interrupted: () => interrupted,
    })
    session.endWith(status)
  } finally {
    remove()
  }
}
