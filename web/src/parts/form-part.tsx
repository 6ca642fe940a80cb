import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

/** A part of a form: what is typed, how to change it, and what is wrong at which field. */
export interface PartForm<D> {
  readonly draft: D
  readonly set: (draft: D) => void
  /** What is wrong at a field, by its place in the settings, such as `timetable.rules.0.at`. */
  readonly said: (place: string, exactly?: boolean) => string | undefined
  /** The same of what is typed and not saved yet; what is still empty is not wrong. */
  readonly live?: (place: string, exactly?: boolean) => string | undefined
  /** Where the part stands in the settings; empty: they are the part. */
  readonly place: string
}

/** The form of what stands below a part. */
export function within<D, K extends keyof D & string>(form: PartForm<D>, key: K): PartForm<D[K]> {
  return {
    draft: form.draft[key],
    set: (value) => form.set({ ...form.draft, [key]: value }),
    ...heard(form),
    place: placeOf(form.place, key),
  }
}

/** The form of one entry of a list. */
export function entryOf<D>(form: PartForm<readonly D[]>, at: number): PartForm<D> {
  return {
    draft: form.draft[at] as D,
    set: (entry) => form.set(form.draft.with(at, entry)),
    ...heard(form),
    place: placeOf(form.place, String(at)),
  }
}

/** What is wrong is heard at every part alike. */
function heard<D>({ said, live }: PartForm<D>): Pick<PartForm<D>, 'said' | 'live'> {
  return { said, ...(live !== undefined && { live }) }
}

function placeOf(place: string, field: string): string {
  return place === '' ? field : `${place}.${field}`
}

/** Names of the fields of a draft that hold such a value. */
type KeysOf<D, V> = { [K in keyof D & string]: D[K] extends V ? K : never }[keyof D & string]

interface FieldProps<D, V> {
  readonly form: PartForm<D>
  readonly field: KeysOf<D, V>
  readonly label: string
  readonly help?: string
  /** Where it stands in the settings, if not under its name here. */
  readonly at?: string
  /** What is wrong further below is not said here. */
  readonly exactly?: boolean
}

/** Fields beside each other stand in one line, whatever is said below them. */
const fieldOrder: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'error',
  'description',
]

function useField<D, V>(
  props: FieldProps<D, V>,
): {
  value: V
  error: string | undefined
  change: (value: V) => void
} {
  const { form, field, at = field, exactly } = props
  const value = form.draft[field] as V
  const place = placeOf(form.place, at)
  const isEmpty = value === ''
  return {
    value,
    error: form.said(place, exactly) ?? (isEmpty ? undefined : form.live?.(place, exactly)),
    change: (value) => form.set({ ...form.draft, [field]: value }),
  }
}

export function TextPart<D>(
  props: FieldProps<D, string> & {
    numeric?: boolean
    required?: boolean
    mono?: boolean
    placeholder?: string
    type?: 'date' | 'text' | 'password'
    longest?: number
  },
): ReactNode {
  const { value, error, change } = useField(props)
  const { label, help, numeric, required, mono, placeholder, type, longest } = props
  return (
    <TextInput
      label={label}
      description={help}
      value={value}
      required={required ?? false}
      withAsterisk={false}
      error={error}
      type={type ?? 'text'}
      maxLength={longest ?? 4096}
      placeholder={placeholder}
      inputWrapperOrder={fieldOrder}
      autoComplete={type === 'password' ? 'new-password' : 'off'}
      inputMode={numeric === true ? 'numeric' : undefined}
      classNames={mono === true ? { input: 'mono' } : {}}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

export function LinesPart<D>(props: FieldProps<D, string> & { rows?: number }): ReactNode {
  const { value, error, change } = useField(props)
  return (
    <Textarea
      label={props.label}
      description={props.help}
      value={value}
      error={error}
      rows={props.rows ?? 3}
      inputWrapperOrder={fieldOrder}
      classNames={{ input: 'mono' }}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

export function ChoicePart<D>(
  props: FieldProps<D, string> & {
    choices: readonly (readonly [value: string, label: string])[]
  },
): ReactNode {
  const { value, error, change } = useField(props)
  return (
    <NativeSelect
      label={props.label}
      description={props.help}
      value={value}
      error={error}
      inputWrapperOrder={fieldOrder}
      data={props.choices.map(([one, label]) => ({ value: one, label }))}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

export function CheckPart<D>(props: FieldProps<D, boolean>): ReactNode {
  const { value, error, change } = useField(props)
  return (
    <Checkbox
      className="check-part"
      label={props.label}
      description={props.help}
      checked={value}
      error={error}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  )
}
