import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { checkExamples } from '../test/docs/check-examples.ts'

/** `npm run docs:checks`: asks the servers of the tests anew and writes what is printed. */
const docs = join(import.meta.dirname, '..', 'docs', 'tls')
const { en, ja } = await checkExamples()
writeFileSync(join(docs, 'check-examples.md'), en)
writeFileSync(join(docs, 'check-examples.ja.md'), ja)
