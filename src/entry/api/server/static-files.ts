import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Where `npm run build` puts the console; the same three steps up from `src` and from `dist`. */
export const builtConsole = join(import.meta.dirname, '..', '..', '..', '..', 'dist', 'web')

const oneYear = 'public, max-age=31536000, immutable'

const notBuilt = `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>Hikyaku</title></head><body>
<h1>Hikyaku</h1>
<p>API は動いていますが、コンソールの画面がまだ作られていません。次のコマンドで作成し、もう一度開いてください。</p>
<pre>npm run build</pre>
<p lang="en">The API is at work, but the console’s pages were not built yet. Build them with the command above, then open this page again.</p>
</body></html>
`

/** Serves the console's files; every page of it is the same document. */
export async function serveFiles(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(notBuilt))
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    preCompressed: true,
    dotfiles: 'deny',
    setHeaders: (reply, path) => {
      // The names of built files hold a hash of their content.
      const lasting = path.startsWith(join(folder, 'assets'))
      void reply.header('cache-control', lasting ? oneYear : 'no-cache')
    },
  })
}

/** Answers for a page of the console that is known to the browser only; false: it is none. */
export async function sendPage(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const { method, url, headers } = request
  const page = !/\.\w+$/.test(url.split('?', 1)[0] ?? '')
  if (method !== 'GET' || !page || url.startsWith('/api/')) return false
  if (headers.accept?.includes('text/html') !== true || !('sendFile' in reply)) return false
  await reply.header('cache-control', 'no-cache').sendFile('index.html')
  return true
}
