import { z } from 'zod'
import { apiRoot, routes, type Route } from './contract.ts'
import { consoleHeader } from './contract.ts'
import { apiError } from './schemas/common.ts'

type Json = Readonly<Record<string, unknown>>

let made: Record<string, unknown> | undefined

/** The API as an OpenAPI 3.1 document, written from the routes themselves. */
export function openApiDocument(): Record<string, unknown> {
  made ??= {
    openapi: '3.1.0',
    info: {
      title: 'Hikyaku',
      version: '1',
      description: description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: apiRoot }],
    security: [{ token: [] }, { session: [] }],
    paths: pathsOf(Object.entries(routes)),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'hikyaku token add' },
        session: { type: 'apiKey', in: 'cookie', name: 'hikyaku_session' },
      },
      schemas: { Error: schemaOf(apiError, 'output') },
      responses: {
        Failure: {
          description: 'What went wrong, with its fault ID',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    },
  }
  return made
}

const description = `With a session, requests that change something carry the header ${consoleHeader}: 1. Texts come in the language of ?lang=ja|en or Accept-Language.`

function pathsOf(all: readonly (readonly [string, Route])[]): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [name, route] of all) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) }
  }
  return paths
}

function operationOf(name: string, route: Route): Json {
  const { params, query, body, role, summary } = route
  return {
    operationId: name,
    summary,
    tags: [name.split('.')[0]],
    'x-role': role,
    ...(role === 'anyone' ? { security: [] } : {}),
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: contentOf(body, 'input') } }),
    responses: {
      [String(statusOf(route))]: responseOf(route),
      default: { $ref: '#/components/responses/Failure' },
    },
  }
}

/** The status of a success. */
export function statusOf({ response, status }: Route): number {
  return status ?? (response === 'nothing' ? 204 : 200)
}

function responseOf({ response, summary, events }: Route): Json {
  const description = summary
  if (response === 'nothing') return { description }
  if (response !== 'events') return { description, content: contentOf(response, 'output') }
  const data = Object.entries(events ?? {}).map(([event, schema]) => [
    event,
    schemaOf(schema, 'output'),
  ])
  const content = { 'text/event-stream': { schema: { type: 'string' } } }
  return { description, content, 'x-events': Object.fromEntries(data) as Json }
}

function contentOf(schema: z.ZodType | 'bytes', io: 'input' | 'output'): Json {
  if (schema === 'bytes')
    return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  return { 'application/json': { schema: schemaOf(schema, io) } }
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return $schema === undefined ? {} : json
}
