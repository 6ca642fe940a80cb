import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { Role, UserView } from '../../../../src/entry/api/contract.ts'
import { useChange, useRead } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { momentText } from '../../parts/moment.ts'
import { Page, Section } from '../../parts/page.tsx'
import { useUnsaved } from '../../shell/guarded-location.ts'
import { useUser } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'
import { NewPassword } from './new-password.tsx'
import { RoleSelect } from './role-select.tsx'
import { Tokens } from './tokens.tsx'

/** ユーザー: who may sign in, and as what. */
export function Users(): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('users.list', {})
  return (
    <Page title={t('nav.users')}>
      <p className="hint">{t('users.help')}</p>
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <Section title={t('nav.users')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('users.name')}</th>
                <th scope="col">{t('users.role')}</th>
                <th scope="col">{t('users.created')}</th>
                <th scope="col">{t('users.last-login')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.items.map((user) => (
                <UserRow key={user.name} user={user} />
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <AddUser />
      <Tokens />
    </Page>
  )
}

function UserRow({ user }: { user: UserView }): ReactNode {
  const { t, language } = useWords()
  const me = useUser()
  const change = useChange('users.change', ['users', 'audit'])
  const remove = useChange('users.remove', ['users', 'audit'])
  const { name } = user
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {name === me.name ? (
          t(`role.${user.role}`)
        ) : (
          <RoleSelect
            hideLabel
            label={t('users.role-of', { name })}
            role={user.role}
            change={(role) => change.mutate({ params: { name }, body: { role } })}
          />
        )}
        {change.error !== null && <ErrorNote failure={change.error} />}
      </td>
      <td>{momentText(user.createdAt, language)}</td>
      <td>{user.lastLoginAt === undefined ? '–' : momentText(user.lastLoginAt, language)}</td>
      <td>
        {name !== me.name && (
          <div className="actions">
            <NewPassword name={name} />
            <ConfirmButton
              label={t('action.remove')}
              title={t('users.remove-title', { name })}
              text={t('users.remove-text')}
              change={remove}
              request={{ params: { name } }}
              size="compact-sm"
              danger
            />
          </div>
        )}
      </td>
    </tr>
  )
}

function AddUser(): ReactNode {
  const { t } = useWords()
  const fresh = { name: '', role: 'operator' as Role, password: '' }
  const [draft, setDraft] = useState(fresh)
  const add = useChange('users.add', ['users', 'audit'])
  useUnsaved(draft.name !== '')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    add.mutate({ body: draft }, { onSuccess: () => setDraft(fresh) })
  }
  return (
    <Section title={t('users.add')}>
      <form className="stack wide" onSubmit={submit}>
        <div className="row">
          <TextInput
            label={t('users.name')}
            autoComplete="off"
            value={draft.name}
            required
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <RoleSelect
            label={t('users.role')}
            role={draft.role}
            change={(role) => setDraft({ ...draft, role })}
          />
          <PasswordInput
            label={t('users.password')}
            className="password-field"
            autoComplete="new-password"
            value={draft.password}
            required
            onChange={(event) => setDraft({ ...draft, password: event.currentTarget.value })}
          />
          <Button type="submit" loading={add.isPending}>
            {t('action.add')}
          </Button>
        </div>
        {add.error !== null && <ErrorNote failure={add.error} />}
      </form>
    </Section>
  )
}
