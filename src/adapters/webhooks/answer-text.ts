import type { HttpAnswer } from '../../wire/http/index.ts'
import { BoundedOutput } from '../programs/index.ts'

/** An answer that goes on for longer is left where it is. */
const mostBytes = 1024 * 1024

/** What was answered, bounded. Its end is not waited for beyond that. */
export async function boundedAnswer(answer: HttpAnswer): Promise<string> {
  const output = new BoundedOutput()
  let bytes = 0
  try {
    for await (const chunk of answer.body) {
      output.add(chunk)
      bytes += chunk.byteLength
      if (bytes > mostBytes) break
    }
  } catch {
    // It broke off, or is coded in a way that nobody knows: its status was there.
  } finally {
    answer.abandon()
  }
  return output.text()
}
