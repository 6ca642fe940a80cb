import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const project = join(import.meta.dirname, '..', '..')
const binaries = join(project, 'node_modules', '.bin')
const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env['PATH'] ?? ''}` }

let folder: string
let installed: string

/** As `npm install` would lay it out, but for its dependencies: those are the project's. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-package-'))
  installed = join(folder, 'node_modules', 'hikyaku')
  // As `npm run build:node`, whose check of all types is `npm run typecheck`.
  const building = [join(binaries, 'tsc'), '-p', 'tsconfig.build.json', '--noCheck']
  await run(process.execPath, building, { cwd: project, env })
  const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await run('npm', packing, { cwd: project, env, maxBuffer: 2 ** 24 })
  const name = /"filename":\s*"([^"]+)"/.exec(stdout)?.[1] ?? ''
  mkdirSync(installed, { recursive: true })
  await run('tar', ['xzf', join(folder, name), '-C', installed, '--strip-components=1'])
  symlinkSync(join(project, 'node_modules'), join(installed, 'node_modules'))
  // Whoever writes for Node.js has its types.
  symlinkSync(join(project, 'node_modules', '@types'), join(folder, 'node_modules', '@types'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
}, 300_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the package as it is published', () => {
  test('runs the whole demo from its built files', async () => {
    const bin = join(installed, 'bin', 'hikyaku')
    const { stdout } = await run(process.execPath, [bin, 'demo', '--exit', '--json'], {
      cwd: folder,
    })
    const lines = stdout.trim().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ verdict: 'good' })
  }, 300_000)

  test('gives others the protocol and the TLS policy, with their types', async () => {
    writeFileSync(
      join(folder, 'other.ts'),
      `import { readRequest } from 'hikyaku/jx'
       import { parseSuiteList } from 'hikyaku/tls'
       const reader: (chunks: AsyncIterable<Uint8Array>, options: never) => Promise<unknown> = readRequest
       // @ts-expect-error: it is no number
       const wrong: number = parseSuiteList
       console.log(typeof reader, typeof wrong)`,
    )
    const options = '--strict --module nodenext --target es2024 --types node --outDir out'
    const tsc = join(binaries, 'tsc')
    await run(process.execPath, [tsc, ...options.split(' '), 'other.ts'], { cwd: folder })
    const { stdout } = await run(process.execPath, [join('out', 'other.js')], { cwd: folder })
    expect(stdout).toBe('function function\n')
  }, 300_000)

  test('carries no tests', async () => {
    const { stdout } = await run('tar', ['tzf', ...(await tarballs())])
    const files = stdout.trim().split('\n')
    expect(files).toContain('package/dist/entry/cli/main.js')
    expect(files.filter((file) => /\.test\.|\/contract\//.test(file))).toEqual([])
  })
})

async function tarballs(): Promise<string[]> {
  const { stdout } = await run('ls', [folder])
  return stdout
    .split('\n')
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => join(folder, name))
}
