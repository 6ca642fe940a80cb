import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, sourceFiles } from '../../../../test/docs/source-graph.ts'
import * as tls from '../index.ts'
import * as legacy from './index.ts'

const root = join(import.meta.dirname, '../../../..')

test('hikyaku/tls does not give the engine away', () => {
  const given = Object.values(tls)
  for (const [name, value] of Object.entries(legacy)) {
    expect(given.includes(value as never), name).toBe(false)
  }
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, unknown>
  }
  expect(Object.keys(exports).filter((path) => /legacy|\*/.test(path))).toEqual([])
})

test('one file alone leads to the engine, and to that one file only a planned call', () => {
  const importers = [...sourceFiles()]
    .filter(([file]) => !file.startsWith('src/wire/tls/legacy/'))
    .filter(([file, text]) =>
      importsOf(file, text).some((target) => target.startsWith('src/wire/tls/legacy/')),
    )
    .map(([file]) => file)
  expect(importers).toEqual(['src/wire/tls/legacy-layer.ts'])
})

test('it is in memory only once it was needed', () => {
  const script = `
    const { registerHooks } = await import('node:module')
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    await import('./src/station/index.ts')
    const { legacyLayer } = await import('./src/wire/tls/legacy-layer.ts')
    const engine = () => loaded.filter((url) => url.includes('/tls/legacy/')).length
    const before = engine()
    const { Socket } = await import('node:net')
    const plan = { versions: ['SSLv3'], suites: [], weakenings: [] }
    await legacyLayer(plan, { host: 'localhost', trust: [] }, new Socket()).catch(() => undefined)
    console.log(JSON.stringify([before, engine() > 0]))
  `
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 55_000,
  })
  expect([stdout.trim(), stderr]).toEqual(['[0,true]', ''])
})
