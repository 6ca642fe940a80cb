import type { Command } from 'commander'

// Its own file: the start of every command must not load the business.
import { defined } from '../../../base/defined.ts'
import { accountRoles, type AccountRole, type User } from '../../../domain/accounts/shelves.ts'
import { oneOf } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { formatTime } from '../print/times.ts'
import { readSecret } from '../secret-file.ts'
import type { Session } from '../session.ts'

interface UserFlags {
  readonly role?: AccountRole
  readonly passwordFile?: string
}

/** Accounts of the console. */
export function registerUser(program: Command, session: Session): void {
  const group = addGroup(program, session, 'user')
  registerAdd(group, session)
  registerList(group, session)
  registerSet(group, session)
  addCommand(group, session, {
    name: 'remove <name>',
    help: 'user.remove',
    arguments: { name: 'argument.user' },
    examples: ['hikyaku user remove sato'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { removeUser } = await import('../../../domain/accounts/index.ts')
      await removeUser(station, session.actor, name)
      session.show({ removed: name }, () => session.t('user.removed', { user: name }))
    }),
  )
}

/** The option by which a role is given; what it may be is checked when it is read. */
export function addRole(command: Command, session: Session, required: boolean): void {
  addOption(command, session, {
    flags: '--role <role>',
    help: 'option.role',
    parse: oneOf('--role', accountRoles),
    words: accountRoles,
    required,
  })
}

function registerAdd(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'add <name>',
    help: 'user.add',
    arguments: { name: 'argument.user' },
    examples: ['hikyaku user add sato --role operator --password-file password.txt'],
  })
  addRole(command, session, true)
  addPasswordFile(command, session, true)
  command.action((name: string, { role = 'viewer', passwordFile = '-' }: UserFlags) =>
    session.withStation(async (station) => {
      const { addUser } = await import('../../../domain/accounts/index.ts')
      const password = await readSecret(session, '--password-file', passwordFile)
      const user = await addUser(station, session.actor, { name, role, password })
      session.show(shown(user), () => session.t('user.added', { user: name, role }))
    }),
  )
}

function registerSet(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'set <name>',
    help: 'user.set',
    arguments: { name: 'argument.user' },
    examples: ['hikyaku user set sato --password-file password.txt'],
  })
  addRole(command, session, false)
  addPasswordFile(command, session, false)
  command.action((name: string, { role, passwordFile }: UserFlags) =>
    session.withStation(async (station) => {
      const { changeUser } = await import('../../../domain/accounts/index.ts')
      const { user, changed } = await changeUser(station, session.actor, name, {
        ...defined({ role }),
        ...(passwordFile === undefined
          ? {}
          : { password: await readSecret(session, '--password-file', passwordFile) }),
      })
      session.show(shown(user), () =>
        session.t(changed ? 'user.changed' : 'user.unchanged', { user: name, role: user.role }),
      )
    }),
  )
}

function registerList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'user.list',
    examples: ['hikyaku user list'],
  })
  addLimit(command, session)
  command.action(({ limit }: { readonly limit?: number }) =>
    session.withStation(({ ledger }) =>
      printList(session, limit, async (most) => (await ledger.users.list()).slice(0, most), {
        head: [session.t('label.user'), session.t('label.role'), session.t('label.since')],
        row: (user) => [user.name, user.role, formatTime(user.createdAt)],
        json: shown,
      }),
    ),
  )
}

function addPasswordFile(command: Command, session: Session, required: boolean): void {
  addOption(command, session, {
    flags: '--password-file <file>',
    help: 'option.password-file',
    required,
  })
}

/** Never the hash of the password. */
function shown({ name, role, createdAt }: User): object {
  return { name, role, createdAt }
}
