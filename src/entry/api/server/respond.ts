import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Download } from '../call.ts'

/** JSON of what a handler said, and no more than the route's schema lets out. */
export function jsonOf(schema: z.ZodType, value: unknown): string {
  return JSON.stringify(schema.parse(value))
}

/** Sends bytes as a file that the browser saves and never shows. */
export function sendDownload(reply: FastifyReply, download: Download): FastifyReply {
  const { fileName, bytes, chunks } = download
  reply.header('content-type', 'application/octet-stream')
  reply.header('content-disposition', disposition(fileName))
  reply.header('content-security-policy', "default-src 'none'; sandbox")
  if (bytes !== undefined) reply.header('content-length', bytes)
  // A stream of files closes with the answer, also if nobody waited for it.
  return reply.send(chunks instanceof Readable ? chunks : Readable.from(chunks))
}

/** RFC 6266: the name in ASCII, then the real one. */
function disposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w.-]/g, '_')
  const encoded = encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
