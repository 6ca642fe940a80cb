import { Button, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { Role } from '../../../../src/entry/api/contract.ts'
import { useChange, useRead } from '../../api/queries.ts'
import { ConfirmButton } from '../../parts/confirm-button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { momentText } from '../../parts/moment.ts'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { RoleSelect } from './role-select.tsx'

/** API tokens: a new one's secret is shown once. */
export function Tokens(): ReactNode {
  const { t, language } = useWords()
  const { data, error } = useRead('tokens.list', {})
  const remove = useChange('tokens.remove', ['tokens', 'audit'])
  return (
    <Section title={t('tokens.title')}>
      <p className="hint">{t('tokens.help')}</p>
      {error !== null && <ErrorNote failure={error} />}
      {data?.items.length === 0 && <p>{t('tokens.none')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('tokens.name')}</th>
              <th scope="col">{t('users.role')}</th>
              <th scope="col">{t('tokens.last-used')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {data.items.map(({ name, role, lastUsedAt }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{t(`role.${role}`)}</td>
                <td>{lastUsedAt === undefined ? '–' : momentText(lastUsedAt, language)}</td>
                <td>
                  <ConfirmButton
                    label={t('action.remove')}
                    title={t('tokens.remove-title', { name })}
                    text={t('tokens.remove-text')}
                    change={remove}
                    request={{ params: { name } }}
                    size="compact-sm"
                    danger
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <AddToken />
    </Section>
  )
}

function AddToken(): ReactNode {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('operator')
  const add = useChange('tokens.add', ['tokens', 'audit'])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    add.mutate({ body: { name, role } }, { onSuccess: () => setName('') })
  }
  return (
    <form className="stack wide" onSubmit={submit}>
      <div className="row">
        <TextInput
          label={t('tokens.name')}
          value={name}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleSelect label={t('users.role')} role={role} change={setRole} />
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('tokens.add')}
        </Button>
      </div>
      {add.error !== null && <ErrorNote failure={add.error} />}
      {add.data !== undefined && (
        <div role="status">
          <p>{t('tokens.secret')}</p>
          <p className="mono break">{add.data.secret}</p>
          <CopyButton text={add.data.secret} label={t('action.copy')} />
        </div>
      )}
    </form>
  )
}
