import { z } from 'zod'

import { wholeForm } from './text-forms.ts'

/** What the first line of an exported text names; `settings schema` writes it. */
export const schemaFile = 'hikyaku-settings.schema.json'

/** The JSON Schema of settings as text, for editors: what an import takes, as far as forms go. */
export function settingsSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(wholeForm, {
    io: 'input',
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod
      const { type, checks = [], format, protocol } = def as unknown as Definition
      if (type !== 'string') return
      // Blanks at the ends do not count, so that a text of blanks is empty.
      if (checks.some(({ _zod }) => _zod.def.check === 'overwrite')) jsonSchema.pattern ??= '\\S'
      if (format !== 'url') return
      delete jsonSchema.format
      jsonSchema.pattern = `^${(protocol?.source ?? '[a-z]+').replaceAll(/[$^]/g, '')}://`
    },
  })
  return { title: 'Hikyaku settings', ...schema }
}

interface Definition {
  readonly type: string
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[]
  readonly format?: string
  readonly protocol?: RegExp
}
