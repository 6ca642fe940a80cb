import { Command, Help, Option } from 'commander'

import { helpText, type HelpKey, type Words } from './messages/index.ts'
import { textWidth } from '../../base/text-width.ts'
import type { Session } from './session.ts'

const titles: Readonly<Record<string, HelpKey>> = {
  'Usage:': 'title.usage',
  'Options:': 'title.options',
  'Commands:': 'title.commands',
  'Arguments:': 'title.arguments',
  'Global Options:': 'title.global',
}

/** What a command is made of: its name and arguments, the key of its help, and examples. */
export interface CommandPlan {
  /** As commander reads it: `show <name>`. */
  readonly name: string
  readonly help: HelpKey
  /** Help of each argument, by name. */
  readonly arguments?: Readonly<Record<string, HelpKey>>
  readonly examples: readonly string[]
  /** Documents stream through it: `bin/hikyaku` begins its process otherwise. */
  readonly transfers?: boolean
}

const transferring = new WeakSet<Command>()

/** Whether documents stream through a command. */
export function isTransferring(command: Command): boolean {
  return transferring.has(command)
}

/** Adds a command whose help is in the operator's language. */
export function addCommand(parent: Command, session: Session, plan: CommandPlan): Command {
  const [name = '', ...placeholders] = plan.name.split(' ')
  const command = parent.command(name).description(helpText(session.language, plan.help))
  for (const placeholder of placeholders) {
    const key = plan.arguments?.[placeholder.replaceAll(/[[\]<>.]/g, '')]
    command.argument(placeholder, key === undefined ? '' : helpText(session.language, key))
  }
  if (plan.transfers === true) transferring.add(command)
  const title = helpText(session.language, 'title.examples')
  command.addHelpText('after', `\n${title}\n${plan.examples.map((line) => `  ${line}`).join('\n')}`)
  return command
}

/** Adds a command that only holds others. */
export function addGroup(parent: Command, session: Session, name: HelpKey): Command {
  return parent.command(name).description(helpText(session.language, name))
}

const terms = new WeakMap<Command, string>()

/** Adds a command by name alone, for the help of the program; `term` is what it shows. */
export function addNamed(parent: Command, session: Session, name: HelpKey, term: string): void {
  terms.set(addGroup(parent, session, name), term)
}

/** Adds an option whose help is in the operator's language, parsed by `parse`. */
export function addOption<T>(
  command: Command,
  session: Session,
  plan: {
    readonly flags: string
    readonly help: HelpKey | Words
    readonly parse?: (text: string, before: T | undefined) => T
    readonly words?: readonly string[]
    readonly required?: boolean
    /** Only told by the help; the command itself knows it. */
    readonly standard?: string
  },
): Command {
  const { language } = session
  const notes = [
    plan.words === undefined
      ? undefined
      : `${helpText(language, 'words.choices')}: ${plan.words.join(' ')}`,
    plan.standard === undefined
      ? undefined
      : `${helpText(language, 'words.default')}: ${plan.standard}`,
  ].filter((note) => note !== undefined)
  const text = helpText(language, plan.help)
  const option = new Option(plan.flags, notes.length === 0 ? text : `${text} (${notes.join('; ')})`)
  if (plan.parse !== undefined) option.argParser(plan.parse)
  if (plan.required === true) option.makeOptionMandatory()
  return command.addOption(option)
}

/** The root command: global flags, outputs and titles in the operator's language. */
export function rootCommand(session: Session, version: string): Command {
  const { language, io } = session
  const help = (key: HelpKey): string => helpText(language, key)
  return new Command('hikyaku')
    .description(help('program'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        io.stdout.write(text)
      },
      writeErr: (text) => {
        io.stderr.write(text)
      },
      // Faults of the arguments are printed as faults, by whoever catches them.
      outputError: () => undefined,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    })
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: textWidth,
      subcommandTerm: (command) => terms.get(command) ?? new Help().subcommandTerm(command),
      styleTitle: (title) => {
        const key = titles[title]
        return key === undefined ? title : help(key)
      },
    })
    .helpCommand(false)
    .helpOption('-h, --help', help('flag.help'))
    .version(version, '-V, --version', help('flag.version'))
    .option('--home <dir>', help('flag.home'))
    .option('--lang <language>', help('flag.lang'))
    .option('--json', help('flag.json'))
    .addHelpText('after', `\n${help('title.exit')}`)
    .hook('preAction', (program) => session.begin(program.opts()))
}
