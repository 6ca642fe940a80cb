import type { Command } from 'commander'

import type { AccountRole, ApiToken } from '../../../domain/accounts/index.ts'
import { addCommand, addGroup } from '../command.ts'
import { addLimit, printList } from '../print/list.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'
import { addRole } from './user.ts'

/** Tokens by which other programs use the API. */
export function registerToken(program: Command, session: Session): void {
  const group = addGroup(program, session, 'token')
  registerAdd(group, session)
  registerList(group, session)
  addCommand(group, session, {
    name: 'remove <name>',
    help: 'token.remove',
    arguments: { name: 'argument.token' },
    examples: ['hikyaku token remove erp'],
  }).action((name: string) =>
    session.withStation(async (station) => {
      const { removeToken } = await import('../../../domain/accounts/index.ts')
      await removeToken(station, session.actor, name)
      session.show({ removed: name }, () => session.t('token.removed', { token: name }))
    }),
  )
}

function registerAdd(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'add <name>',
    help: 'token.add',
    arguments: { name: 'argument.token' },
    examples: ['hikyaku token add erp --role operator'],
  })
  addRole(command, session, true)
  command.action((name: string, { role }: { readonly role: AccountRole }) =>
    session.withStation(async (station) => {
      const { addToken } = await import('../../../domain/accounts/index.ts')
      const { token, secret } = await addToken(station, session.actor, { name, role })
      // Shown this once; only its hash is kept.
      session.show({ ...shown(token), secret }, () =>
        session.t('token.added', { token: name, secret }),
      )
    }),
  )
}

function registerList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'token.list',
    examples: ['hikyaku token list'],
  })
  addLimit(command, session)
  command.action(({ limit }: { readonly limit?: number }) =>
    session.withStation(({ ledger }) =>
      printList(session, limit, async (most) => (await ledger.tokens.list()).slice(0, most), {
        head: [session.t('label.token'), session.t('label.role'), session.t('label.since')],
        row: (token) => [token.name, token.role, formatTime(token.createdAt)],
        json: shown,
      }),
    ),
  )
}

/** Never the hash of the token. */
function shown({ name, role, createdAt, createdBy }: ApiToken): object {
  return { name, role, createdAt, createdBy }
}
