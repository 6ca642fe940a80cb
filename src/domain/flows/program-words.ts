import { HikyakuError } from '../../errors/index.ts'

/** What a program is told: each is a place `{name}` in its arguments and a variable. */
const programWords = [
  'file',
  'document',
  'flow',
  'partner',
  'type',
  'format',
  'sender',
  'receiver',
  'message-id',
  'name',
  'received-at',
  'exchange',
  'outcome',
  'documents',
  'attempt',
  'key',
] as const
export type ProgramWord = (typeof programWords)[number]
export type ProgramValues = Partial<Readonly<Record<ProgramWord, string>>>

const place = /\{([^{}]*)\}/g

/** The first place of a text that means nothing, with its braces. */
export function unknownPlace(text: string): string | undefined {
  for (const [whole, word] of text.matchAll(place)) {
    if (!programWords.some((known) => known === word)) return whole
  }
  return undefined
}

/** A text with its places filled; what there is nothing for becomes empty. */
export function filled(text: string, values: ProgramValues): string {
  return text.replaceAll(place, (_, word: string) => values[word as ProgramWord] ?? '')
}

/** The same as variables: `{message-id}` is `HIKYAKU_MESSAGE_ID`. */
export function variablesOf(values: ProgramValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([word, value]) => [
      `HIKYAKU_${word.toUpperCase().replaceAll('-', '_')}`,
      // A variable ends at it, and no program could be started.
      value.replaceAll('\0', ''),
    ]),
  )
}

const batch = /\.(?:bat|cmd)$/i
const spokenByBatch = /["%!&|<>^()\r\n]/

/**
 * A batch file is read by cmd.exe, which takes some characters of an argument for commands.
 *
 * @throws HikyakuError program-failed
 */
export function checkBatch(file: string, filledArguments: readonly string[]): void {
  if (!batch.test(file)) return
  const bad = filledArguments.find((one) => spokenByBatch.test(one))
  if (bad === undefined) return
  throw new HikyakuError('program-failed', {
    program: file,
    detail: 'an argument of a batch file holds one of " % ! & | < > ^ ( )',
    detailJa: 'バッチファイルの引数に " % ! & | < > ^ ( ) のどれかが含まれています',
  })
}
