import { readFileSync } from 'node:fs'

import { recover } from '../../src/domain/exchange/index.ts'
import { openStation } from '../../src/station/index.ts'
import { readCertificateFile } from '../../src/wire/tls/index.ts'

/**
 * A station that serves, and takes its time between the moment a payload has its name and
 * the one in which it is recorded: whoever clears up just then finds it without a record.
 */
const [, , home = '', certificateFile = '', milliseconds = '0'] = process.argv
const pause = new Int32Array(new SharedArrayBuffer(4))
const station = await openStation({
  home,
  steps: {
    reached: (step) => {
      if (step === 'serve-put.payload-published') Atomics.wait(pause, 0, 0, Number(milliseconds))
    },
  },
})
await recover(station)
const certificate = readCertificateFile(readFileSync(certificateFile), { file: certificateFile })
const server = await station.serve({ port: 0, certificate })
process.once('disconnect', () => {
  void server.close().then(() => station.close())
})
process.send?.(server.port)
