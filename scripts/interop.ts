import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * `npm run interop`: every version and suite of the old engine against Java's TLS, with and
 * without client certificate, each with 100 MB both ways. `npm test` has the small documents
 * for all of them and 20 MB for one. Then every curve that OpenSSL knows, in every place of a
 * chain that is shown to us: a process for each, which must live. Then connections
 * that break at every byte in every way; `npm test` breaks them around each piece that goes over.
 */
const child = spawn(
  process.execPath,
  [
    join(import.meta.dirname, 'test.ts'),
    'src/wire/tls/legacy/jsse.test.ts',
    'test/stations/odd-curves.test.ts',
    'test/breaking',
  ],
  { stdio: 'inherit', env: { ...process.env, HIKYAKU_INTEROP: '1' } },
)
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
