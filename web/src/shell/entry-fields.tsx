import { PasswordInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
}

/** Who signs in; password stores of browsers know it by its name. */
export function UserNameField(props: FieldProps & { fixed?: boolean }): ReactNode {
  return (
    <TextInput
      label={props.label}
      name="username"
      autoComplete="username"
      value={props.value}
      required
      readOnly={props.fixed ?? false}
      onChange={(event) => props.change(event.currentTarget.value)}
    />
  )
}

/** The password that holds now. */
export function PasswordField(props: FieldProps): ReactNode {
  return (
    <PasswordInput
      label={props.label}
      name="password"
      autoComplete="current-password"
      value={props.value}
      required
      data-autofocus
      onChange={(event) => props.change(event.currentTarget.value)}
    />
  )
}
