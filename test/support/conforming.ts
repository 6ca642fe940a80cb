import { z } from 'zod'

import type { Route, RouteName } from '../../src/entry/api/contract.ts'
import { routes } from '../../src/entry/api/contract.ts'
import { openApiDocument } from '../../src/entry/api/open-api.ts'

type Schema = Parameters<typeof z.fromJSONSchema>[0]
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}
interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, Content>> }>>
    >
  >
  readonly components: { readonly schemas: { readonly Error: Schema } }
}

const described = openApiDocument() as unknown as Described
const made = new Map<Schema, z.ZodType>()

/** The schema as who reads the published document has it, not the one it was written from. */
function read(schema: Schema): z.ZodType {
  const known = made.get(schema) ?? z.fromJSONSchema(schema)
  made.set(schema, known)
  return known
}

/** What is wrong with an answer of a route by the document of the API; undefined: it is as described. */
export async function nonconformity(
  name: RouteName,
  answer: Response,
): Promise<string | undefined> {
  const { method, path }: Route = routes[name]
  const operation = described.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  if (!answer.ok) return wrong(described.components.schemas.Error, type, await answer.text())
  const response = operation?.responses[String(answer.status)]
  if (response === undefined) return `${name} answers ${answer.status}, which is not described`
  if (response.content === undefined) {
    const text = await answer.text()
    return text === '' ? undefined : `${name} answers with a body, and none is described`
  }
  const content = response.content[type]
  if (content === undefined) return `${name} answers as ${type}, which is not described`
  return type === 'application/json' ? wrong(content.schema, type, await answer.text()) : undefined
}

function wrong(schema: Schema, type: string, text: string): string | undefined {
  if (type !== 'application/json') return `${type} is no JSON`
  const { error } = read(schema).safeParse(JSON.parse(text))
  return error === undefined ? undefined : z.prettifyError(error)
}
