import { flushed, processIo } from './process-io.ts'
import { runCommand } from './run-command.ts'

/** Runs the command line of this process and ends it with the command's status. */
export async function main(): Promise<never> {
  const status = await runCommand(process.argv.slice(2), processIo())
  await flushed()
  process.exit(status)
}
