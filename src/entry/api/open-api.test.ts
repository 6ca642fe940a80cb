import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { nonconformity } from '../../../test/support/conforming.ts'
import { servedConsole, type ServedConsole } from '../../../test/support/served-console.ts'
import { routes, type Route, type RouteName } from './contract.ts'
import { openApiDocument } from './open-api.ts'

let served: ServedConsole
beforeAll(async () => {
  served = await servedConsole()
})
afterAll(() => served.end())

// OpenAPI 3.1.0 §4.8, as far as the document goes; what it knows not is refused.
const schema = z.record(z.string(), z.unknown())
const content = z
  .record(z.string().regex(/^[\w-]+\/[\w-]+$/), z.strictObject({ schema }))
  .refine((one) => Object.keys(one).length === 1)
const reference = z.strictObject({ $ref: z.string().regex(/^#\/components\//) })
const response = z.union([
  reference,
  z.strictObject({
    description: z.string().min(1),
    content: content.optional(),
    'x-events': z.record(z.string(), schema).optional(),
  }),
])
const operation = z.strictObject({
  operationId: z.string().min(1),
  summary: z.string().min(1),
  tags: z.array(z.string().min(1)).length(1),
  'x-role': z.enum(['anyone', 'viewer', 'operator', 'admin']),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(
    z.strictObject({
      name: z.string().min(1),
      in: z.enum(['path', 'query']),
      required: z.boolean(),
      schema,
    }),
  ),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), response),
})
const whole = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.string().startsWith('/') })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'delete']), operation),
  ),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.enum(['http', 'apiKey']) })),
    schemas: z.record(z.string(), schema),
    responses: z.record(z.string(), response),
  }),
})

describe('the document of the API', () => {
  const document = whole.parse(openApiDocument())
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, ...one })),
  )

  test('describes each route once, with its role, and no other', () => {
    const found = operations.map((one) => [
      one.operationId,
      `${one.method} ${one.path}`,
      one['x-role'],
    ])
    const known = Object.entries<Route>(routes).map(([name, { method, path, role }]) => [
      name,
      `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
      role,
    ])
    expect(found.toSorted()).toEqual(known.toSorted())
  })

  test('declares what is in a path, and that it is needed', () => {
    for (const { path, parameters } of operations) {
      const inPath = parameters.filter((one) => one.in === 'path')
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(inPath.map(({ name }) => name)).toEqual(named)
      expect(inPath.every(({ required }) => required)).toBe(true)
    }
  })

  test('refers only to what is there, and needs a sign-in but where anyone may come', () => {
    const text = JSON.stringify(document)
    for (const [, path = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      let at: unknown = document
      for (const part of path.split('/')) at = (at as Record<string, unknown>)[part]
      expect(at, path).toBeDefined()
    }
    const open = operations.filter(({ security }) => security !== undefined)
    expect(open.every((one) => one['x-role'] === 'anyone' && one.security?.length === 0)).toBe(true)
    expect(open).toHaveLength(operations.filter((one) => one['x-role'] === 'anyone').length)
  })

  test('is what the station tells who is signed in', async () => {
    expect((await served.ask('/openapi.json')).status).toBe(401)
    const told = await served.call('viewer', 'api.describe')
    expect(await told.json()).toEqual(JSON.parse(JSON.stringify(document)))
  })

  test('is held by every answer that reads nothing but the station', async () => {
    const plain = (Object.entries(routes) as [RouteName, Route][]).filter(
      ([, { method, params, response: answered }]) =>
        method === 'GET' && params === undefined && answered !== 'events',
    )
    expect(plain.length).toBeGreaterThan(15)
    for (const [name] of plain) expect((await served.call('admin', name)).status, name).toBe(200)
  })

  test('tells an answer that is not as it says', async () => {
    const told = (status: number, body: unknown, type = 'application/json'): Promise<unknown> =>
      nonconformity(
        'runs.list',
        new Response(JSON.stringify(body), { status, headers: { 'content-type': type } }),
      )
    expect(await told(200, { items: [] })).toBeUndefined()
    expect(await told(200, { items: [{}] })).toContain('items[0]')
    expect(await told(200, { items: [], more: 1 })).toContain('more')
    expect(await told(201, { items: [] })).toContain('201')
    expect(await told(200, { items: [] }, 'text/html')).toContain('text/html')
    expect(await told(404, { id: '20170102' })).toContain('message')
  })
})
