import type { Session } from './session.ts'

/**
 * Asks a question at a terminal; nothing but a yes is one.
 *
 * @returns undefined if nobody is there to be asked
 */
export async function confirmed(session: Session, question: string): Promise<boolean | undefined> {
  const { io } = session
  const { stdinIsTTY, stderr } = io
  if (!stdinIsTTY || !stderr.isTTY) return undefined
  stderr.write(`${question} [y/N] `)
  const decoder = new TextDecoder()
  let typed = ''
  for await (const bytes of io.stdin()) {
    typed += decoder.decode(bytes, { stream: true })
    if (typed.includes('\n')) break
  }
  return /^\s*(y|yes|はい)\s*$/i.test(typed.split('\n', 1)[0] ?? '')
}
