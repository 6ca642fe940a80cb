import { z } from 'zod'

import { formOfValue } from '../../errors/index.ts'
import { alertForm, mailForm } from '../alerts/alert-rule.ts'
import { flowForm, programForm } from '../flows/flow-schema.ts'
import {
  clientPartner,
  secretNames,
  secretUsers,
  serverPartner,
  standards,
} from '../partners/partner.ts'
import { calendarForm } from './calendar-form.ts'
import { settingsForm } from './settings.ts'

/** Counts up when the form changes in a way that older programs would misread. */
export const textForm = 2

/** Where a secret is read when the text is imported; a text never holds one. */
const reference = z.union([
  z.strictObject({
    env: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, formOfValue('variable'))
      .describe('a variable of the environment of the command that imports'),
  }),
  z.strictObject({ file: z.string().min(1).describe('a file that holds the secret alone') }),
])
export type SecretReference = z.infer<typeof reference>

/** A group of references, by the names of the secrets. */
function secrets<Name extends string>(names: readonly Name[]) {
  const each = names.map((name) => [name, reference.optional()] as const)
  return z
    .strictObject(Object.fromEntries(each) as Record<Name, z.ZodOptional<typeof reference>>)
    .optional()
}

/** A partner as it is written: what has a standard may be left out. */
function written<Shape extends z.core.$ZodShape>(form: z.ZodObject<Shape>) {
  const { shape } = form
  const optional = [...Object.keys(standards), 'from', 'to']
    .filter((name) => name in shape)
    .map((name) => [name, z.optional(shape[name] as z.ZodType)] as const)
  return z.strictObject({
    ...shape,
    ...Object.fromEntries(optional),
    secrets: secrets(secretNames.filter((name) => secretUsers[name] in shape)),
  })
}

const hold = z.strictObject({
  reason: z.string().trim().min(1).max(1000),
  until: z.iso.datetime().optional(),
})

/** The address and the key of a webhook are secrets: they never stand in a text. */
const programs = z
  .array(
    programForm.extend({
      webhook: programForm.shape.webhook.unwrap().omit({ url: true, key: true }).optional(),
    }),
  )
  .max(20)

/** What a person sets, each part in the form in which it is written. */
export const itemForms = {
  settings: settingsForm,
  partners: z.discriminatedUnion('kind', [written(serverPartner), written(clientPartner)]),
  calendars: calendarForm,
  flows: flowForm.extend({ programs: programs.optional(), hold: hold.optional() }),
  mail: mailForm.extend({ secrets: secrets(['password']) }),
  alerts: alertForm,
} as const

export type Section = keyof typeof itemForms
export const sections = Object.keys(itemForms) as readonly Section[]

/** Parts of which there is one; of the others there are many, by name. */
export const single: readonly Section[] = ['settings', 'mail']

const mark = z.union([z.literal(1), z.literal(textForm)])

/** The text as a whole, without a look into its parts. */
export const outerForm = z.strictObject({
  hikyakuSettings: mark,
  ...(Object.fromEntries(
    sections.map((section) => [
      section,
      single.includes(section) ? z.unknown().optional() : z.array(z.unknown()).optional(),
    ]),
  ) as unknown as Record<Section, z.ZodType>),
})

/** The text as a whole. */
export const wholeForm = z.strictObject({
  hikyakuSettings: mark,
  ...Object.fromEntries(
    sections.map((section) => {
      const form: z.ZodType = itemForms[section]
      return [section, (single.includes(section) ? form : z.array(form)).optional()]
    }),
  ),
})
