import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { median } from './median.ts'

/**
 * `node bench/start-up.ts`: processor time of commands that do next to nothing, against that
 * of `node -e 0`, in turn. One JSON line each; only the ratios mean something. `--bin FILE`
 * measures an installed command instead of that of this checkout.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    bin: { type: 'string', default: join(import.meta.dirname, '..', 'bin', 'hikyaku') },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'hikyaku-start-up-'))
const home = join(folder, 'home')
// What it measures is told on stderr, after all that the process did.
const meter = `data:text/javascript,process.once('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('\\ncpu '+(user+system))})`

async function milliseconds(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', meter, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await once(child, 'close')
  const [, microseconds] = /cpu (\d+)$/.exec(said) ?? []
  if (microseconds === undefined) throw new Error(`no figure of ${args.join(' ')}: ${said}`)
  return Number(microseconds) / 1000
}

const commands = {
  'node -e 0': ['-e', '0'],
  '--help': [values.bin, '--help'],
  'fault list': [values.bin, '--home', home, 'fault', 'list'],
  'document list': [values.bin, '--home', home, 'document', 'list'],
} as const

try {
  await milliseconds([values.bin, '--home', home, 'init'])
  const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]))
  // The first round fills the cache of compiled code and is not counted.
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (const [name, args] of Object.entries(commands)) {
      const taken = await milliseconds(args)
      if (round > 0) times.get(name)?.push(taken)
    }
  }
  const bare = median(times.get('node -e 0') ?? [])
  for (const [name, all] of times) {
    const cpu = median(all)
    const ratio = Math.round((cpu / bare) * 10) / 10
    console.log(JSON.stringify({ name, milliseconds: Math.round(cpu), ratio }))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
