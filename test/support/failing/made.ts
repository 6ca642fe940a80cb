import { startJsse, type JsseServer } from '../jsse/jsse-server.ts'
import { testRoot } from '../legacy/authority.ts'
import type { Made } from './failing-case.ts'

/** The certificates that the cases of a file share, and one Java. */
export async function makeShared(): Promise<Made & { readonly end: () => Promise<void> }> {
  const root = await testRoot({ name: 'Practice root CA' })
  const otherRoot = await testRoot({ name: 'Another root CA' })
  let java: Promise<JsseServer> | undefined
  return {
    root,
    otherRoot,
    leaf: await root.issue(),
    jsse: () => (java ??= startJsse()),
    end: async () => (await java)?.close(),
  }
}
