import { Readable } from 'node:stream'
import { CommanderError, type Command } from 'commander'

import { systemClock } from '../../src/base/clock.ts'
import { isTransferring, rootCommand } from '../../src/entry/cli/command.ts'
import { allCommands } from '../../src/entry/cli/commands/index.ts'
import type { Io } from '../../src/entry/cli/io.ts'
import { Session } from '../../src/entry/cli/session.ts'
import { words } from '../cli/terminal.ts'
import { codeBlocks, codeWords, prose } from './markdown.ts'

const registerAll = await allCommands()

/** The real command line, with nothing behind its commands. */
function idleProgram(): Command {
  const silent = { isTTY: false, write: () => undefined }
  const io: Io = {
    stdout: silent,
    stderr: silent,
    environment: {},
    directory: '.',
    clock: systemClock,
    stdinIsTTY: false,
    stdin: () => Readable.from([]),
    onInterrupt: () => () => undefined,
  }
  const session = new Session(io, 'en')
  const program = rootCommand(session, '0')
  registerAll(program, session)
  for (const { command } of leavesOf(program)) command.action(() => undefined)
  return program
}

interface Leaf {
  readonly path: string
  readonly command: Command
}

function leavesOf(command: Command, path = ''): Leaf[] {
  if (command.commands.length === 0) return [{ path, command }]
  return command.commands.flatMap((child) => leavesOf(child, `${path} ${child.name()}`.trim()))
}

/** Every command that does something, such as `partner add`. */
export function commandNames(): string[] {
  return leavesOf(idleProgram()).map(({ path }) => path)
}

/** Those through which documents stream. */
export function transferringCommands(): string[] {
  return leavesOf(idleProgram())
    .filter(({ command }) => isTransferring(command))
    .map(({ path }) => path)
}

/** Every option of any command, such as `--home`. */
export function optionNames(): Set<string> {
  const program = idleProgram()
  const commands = [program, ...leavesOf(program).map(({ command }) => command)]
  const flags = commands.flatMap((one) => one.options.map(({ long }) => long ?? ''))
  return new Set([...flags, '--help'])
}

/** A command of a remedy with its slots, as somebody would type it. */
export function asTyped(command: string): string {
  return command
    .replaceAll(/--allow (?:\{what\}|WHAT)/g, '--allow ssl3')
    .replaceAll(/\{(\w+)\}/g, '$1')
}

/** Why the command line refuses a typed line (without `hikyaku`); undefined if it does not. */
export async function refusalOf(line: string): Promise<string | undefined> {
  try {
    await idleProgram().parseAsync(words(line), { from: 'user' })
    return undefined
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return undefined
    return error instanceof Error ? error.message : String(error)
  }
}

/** What stands after `hikyaku` in the fenced blocks of a page. */
export function commandsInBlocks(page: string): string[] {
  const lines = codeBlocks(page).flatMap(({ text }) =>
    text.replaceAll(/\s*\\\n\s*/g, ' ').split('\n'),
  )
  return lines.flatMap((line) => {
    const typed = /(?:^|\s|\bbin\/)hikyaku (\S.*)$/.exec(line)?.[1]
    return typed === undefined ? [] : [outOfQuotes(typed.replace(/ (?:&&|\||>>?) .*/, ''))]
  })
}

/** The command stood inside quotes itself: they end with it. */
function outOfQuotes(typed: string): string {
  const quotes = typed.split('"').length - 1
  return quotes % 2 === 0 ? typed : typed.slice(0, typed.lastIndexOf('"'))
}

/** What stands after `hikyaku` in backticks, unless it only names a command. */
export function commandsInProse(page: string): string[] {
  const names = commandNames()
  const groups = names.map((name) => name.split(' ')[0] ?? name)
  return codeWords(prose(page))
    .flatMap((code) => /^(?:npx )?hikyaku (.+)$/.exec(code)?.[1] ?? [])
    .filter((typed) => !names.includes(typed) && !groups.includes(typed))
}

/** Options in backticks. */
export function optionsInProse(page: string): string[] {
  return codeWords(prose(page)).flatMap((code) => code.match(/(?<=^|\s)--[a-z][a-z\d-]*/g) ?? [])
}
