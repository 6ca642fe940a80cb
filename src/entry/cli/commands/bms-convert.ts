import { writtenText } from '../../../base/written-text.ts'
import type { Command } from 'commander'

import { HikyakuError } from '../../../errors/index.ts'
import type { Converted, Layout, MessageKindName } from '../../../wire/bms/index.ts'
import { plainValue } from '../arguments.ts'
import { withBmsSource, type BmsSource } from '../bms-source.ts'
import { addCommand, addOption } from '../command.ts'
import { readInput } from '../input-file.ts'
import { printFindings } from '../print/finding-lines.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'
import { writeWhole } from '../whole-file.ts'

interface ConvertOptions {
  readonly layout: string
  readonly to: string
  readonly kind?: string
}

/** `bms convert`: between XML and the rows of a layout, in the direction the input shows. */
export function registerBmsConvert(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'convert <source>',
    help: 'bms.convert',
    arguments: { source: 'argument.bms-source' },
    examples: [
      'hikyaku bms convert D-261124-7F3K9Q2M4T --layout flat --to orders.csv',
      'hikyaku bms convert shipment.csv --layout flat --to shipment.xml',
    ],
  })
  addOption(command, session, {
    flags: '--layout <name>',
    help: 'option.bms-layout',
    parse: plainValue('--layout'),
    required: true,
  })
  addOption(command, session, { flags: '--to <file>', help: 'option.bms-to', required: true })
  addOption(command, session, {
    flags: '--kind <kind>',
    help: 'option.bms-kind',
    parse: plainValue('--kind'),
  })
  command.action((named: string, options: ConvertOptions) =>
    withBmsSource(session, named, (source) => convert(session, source, options)),
  )
}

async function convert(
  session: Session,
  source: BmsSource,
  { layout: layoutName, to, kind }: ConvertOptions,
): Promise<void> {
  const layout = await layoutNamed(session, layoutName)
  const now = formatTime(session.io.clock.now())
  const options = {
    now: now.replace(' ', 'T'),
    instance: now.replaceAll(/\D/g, ''),
    ...(kind === undefined ? {} : { kind: await kindNamed(kind) }),
  }
  const { convertBms } = await import('../../../wire/bms/index.ts')
  let converted: Converted | undefined
  await writeWhole(session, to, async (write) => {
    converted = await convertBms(source.chunks, layout, options, write)
    return converted.findings.errors === 0
  })
  if (converted !== undefined) await tell(session, { source, converted, layout, to })
}

async function tell(
  session: Session,
  done: { source: BmsSource; converted: Converted; layout: Layout; to: string },
): Promise<void> {
  const { source, converted, layout, to } = done
  await printFindings(session, converted.findings)
  const { errors, count } = converted.findings
  if (errors > 0) {
    session.report('bms-not-converted', { document: source.name, errors })
    return
  }
  if (count > 0) session.endWith(1)
  const { trades, to: form } = converted
  const result = { file: to, form, slips: trades, layout: layout.name }
  session.show(result, () => session.t('bms.converted', { file: to, slips: trades }))
}

/** A layout that comes along, or the file of one. */
async function layoutNamed(session: Session, name: string): Promise<Layout> {
  const { builtInLayout, parseLayout } = await import('../../../wire/bms/index.ts')
  const { directory } = session.io
  if (!name.endsWith('.json')) return builtInLayout(name)
  const text = await readInput({ file: name, directory }, mostLayoutBytes)
  return parseLayout(writtenText(text))
}

const mostLayoutBytes = 1024 * 1024

async function kindNamed(name: string): Promise<MessageKindName> {
  const { messageKindNames } = await import('../../../wire/bms/index.ts')
  const found = messageKindNames.find((kind) => kind === name)
  if (found === undefined) {
    throw new HikyakuError('argument-invalid', {
      detail: `--kind: ${messageKindNames.join(' ')}`,
    })
  }
  return found
}
