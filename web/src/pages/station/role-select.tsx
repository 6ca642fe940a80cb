import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Role } from '../../../../src/entry/api/contract.ts'
import { useWords } from '../../words/i18n.ts'

const roles: readonly Role[] = ['viewer', 'operator', 'admin']

/** Chooses what somebody may do. */
export function RoleSelect(props: {
  label: string
  role: Role
  change: (role: Role) => void
  hideLabel?: boolean
}): ReactNode {
  const { t } = useWords()
  return (
    <NativeSelect
      {...(props.hideLabel === true ? { 'aria-label': props.label } : { label: props.label })}
      value={props.role}
      data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
      onChange={(event) => props.change(event.currentTarget.value as Role)}
    />
  )
}
