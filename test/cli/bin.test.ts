import { execFile, fork, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { transferringCommands } from '../docs/command-line.ts'

const root = join(import.meta.dirname, '..', '..')
const bin = join(root, 'bin', 'hikyaku')
const oldNode = ['--require', join(root, 'test', 'fixtures', 'old-node.cjs')]

let here: string

beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'hikyaku-bin-'))
})

afterEach(() => {
  rmSync(here, { recursive: true, force: true })
})

interface Ended {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd: here, env: { ...process.env, ...env } }
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

describe('bin/hikyaku', () => {
  test('runs a command and gives its status', async () => {
    expect(await run([bin, '--version'])).toEqual({ status: 0, stdout: '0.1.0\n', stderr: '' })
    const wrong = await run([bin, 'fly', '--lang', 'en'])
    expect(wrong).toMatchObject({ status: 3, stdout: '' })
    expect(wrong.stderr).toContain('20161101')
  })

  test.each([
    ['one that transfers documents', [bin, 'start', '--help']],
    ['the same, started again by an older Node.js', [...oldNode, bin, 'start', '--help']],
  ])('bounds the young generation of the heap of a command: %s', async (_what, args) => {
    const probe = join(root, 'test', 'fixtures', 'young-generation.cjs')
    const probed = { NODE_OPTIONS: `--require ${JSON.stringify(probe)}` }
    // The one that does the work ends before the one that started it.
    const own = Number((await run(args, probed)).stderr.split('\n')[0])
    const usual = Number((await run(['--eval', '0'], probed)).stderr)
    expect(own).toBeGreaterThan(0)
    expect(own / usual).toBeLessThan(0.5)
  })

  test('loads what a command needs, and no more', async () => {
    const probe = join(root, 'test', 'fixtures', 'loaded-packages.cjs')
    const loadedBy = async (words: readonly string[]): Promise<unknown> => {
      const { stderr } = await run(['--require', probe, bin, '--home', here, ...words])
      return JSON.parse(stderr)
    }
    expect(await loadedBy(['--help'])).toEqual(['commander'])
    await run([bin, '--home', here, 'init'])
    const forList = await loadedBy(['fault', 'list'])
    expect(forList).toEqual(expect.arrayContaining(['better-sqlite3', 'zod']))
    const ofOthers = ['@peculiar/x509', 'croner', 'node-forge', 'nodemailer', 'saxes', 'undici']
    for (const other of [...ofOthers, 'yauzl']) expect(forList).not.toContain(other)
  })

  test('bounds it for the commands that transfer documents, and for no other', () => {
    const [, list = ''] = /^var transferring = \[(.+)\]$/mu.exec(readFileSync(bin, 'utf8')) ?? []
    const named = [...list.matchAll(/'([^']+)'/gu)].map(([, name]) => name)
    expect(named.toSorted()).toEqual(transferringCommands().toSorted())
  })

  test('stays the process that was started, with its channel and its options', async () => {
    const child = fork(bin, ['start', '--help'], {
      cwd: here,
      execArgv: ['--title=hikyaku-test'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    expect(child.connected).toBe(true)
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
    const title = join(here, 'title.cjs')
    writeFileSync(title, "process.on('exit', () => console.error(process.ppid, process.title))")
    const shown = await run(['--title=other', '--require', title, bin, 'start', '--help'])
    expect(shown).toMatchObject({ status: 0, stderr: `${process.pid} other\n` })
  })

  test('under an old Node.js starts itself again with the pinned one', async () => {
    const init = await run([...oldNode, bin, '--home', 'home', 'init', '--json'])
    expect(init).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(init.stdout)).toMatchObject({ home: join(here, 'home') })
    const wrong = await run([...oldNode, bin, 'fly'])
    expect(wrong.status).toBe(3)
  })

  test('says what is missing where there is only an old Node.js', async () => {
    mkdirSync(join(here, 'package'))
    cpSync(join(root, 'bin'), join(here, 'package', 'bin'), { recursive: true })
    const { status, stdout, stderr } = await run([
      ...oldNode,
      join(here, 'package', 'bin', 'hikyaku'),
      '--version',
    ])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('Node.js 24 or later is needed (this is 18.20.0)')
    expect(stderr).toContain('Node.js 24 以上が必要です')
  })

  test('passes a signal on to the one it started, and ends with it', async () => {
    const child = spawn(process.execPath, [...oldNode, bin, 'demo', '--lang', 'en'], {
      cwd: here,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (text.includes('Ctrl+C')) resolve()
      })
    })
    child.kill('SIGTERM')
    const status = await new Promise((resolve) => child.once('exit', resolve))
    expect(status).toBe(0)
    expect(text).toContain('Nothing was lost, nothing was doubled.')
  })
})

describe('hikyaku demo', () => {
  test.each([
    ['en', 'Nothing was lost, nothing was doubled.'],
    ['ja', '失われたドキュメントも、二重になったドキュメントもありません。'],
  ])('in %s shows the whole story and ends well', async (lang, verdict) => {
    const { status, stdout } = await run([bin, 'demo', '--exit', '--lang', lang])
    expect(status).toBe(0)
    expect(stdout).toContain(verdict)
    expect(stdout).toContain('20101102')
    expect(stdout.match(/D-\d{6}-/g)).toHaveLength(4)
  })

  test('as JSON gives a line for each document and a verdict', async () => {
    const { status, stdout } = await run([bin, '--json', 'demo', '--exit'])
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(status).toBe(0)
    expect(rows.slice(0, -1)).toEqual(
      ['retailer', 'retailer', 'retailer', 'supplier'].map(
        (from) => expect.objectContaining({ from, copies: 1, same: true }) as unknown,
      ),
    )
    expect(rows.at(-1)).toEqual({ verdict: 'good' })
  })
})
