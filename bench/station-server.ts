import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { openStation } from '../src/station/index.ts'
import { readCertificateFile } from '../src/wire/tls/index.ts'

/** The station under measurement, as a process of its own. */
const folder = process.argv[2] ?? '.'
const file = join(folder, 'server.pem')
const station = await openStation({
  home: join(folder, 'home'),
  limits: { documentBytes: 2 ** 31 },
})
const certificate = readCertificateFile(readFileSync(file), { file })
const { port } = await station.serve({ port: 0, certificate })
process.send?.({ port })
process.on('disconnect', () => process.exit(0))
