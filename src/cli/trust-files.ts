import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { causeText } from '../errors/index.ts'
import { oneLine, readTrustFile } from '../tls/index.ts'
import { badArgument } from './arguments.ts'

/**
 * Reads what `--trust` names: files of CA certificates (PEM or DER), and the word `system`.
 *
 * @returns PEM texts and the word, each once
 * @throws HikyakuError argument-invalid, certificate-unreadable
 */
export async function readTrust(files: readonly string[], directory: string): Promise<string[]> {
  const anchors: string[] = []
  for (const file of files) {
    if (file === 'system') anchors.push(file)
    else anchors.push(...(await anchorsOf(file, directory)))
  }
  return [...new Set(anchors)]
}

async function anchorsOf(file: string, directory: string): Promise<string[]> {
  const bytes = await readFile(resolve(directory, file)).catch((error: unknown) => {
    throw badArgument('--trust', causeText(error))
  })
  const pems = readTrustFile(bytes, file)
  for (const pem of pems) checkAnchor(file, new X509Certificate(pem))
  return pems
}

/** A partner's self-signed server certificate vouches for itself, so it may be an anchor too. */
function checkAnchor(file: string, certificate: X509Certificate): void {
  if (certificate.ca || isSelfSigned(certificate)) return
  const subject = oneLine(certificate.subject)
  throw badArgument('--trust', {
    en: `${file}: ${subject} is not a CA certificate; its issuer is ${oneLine(certificate.issuer)}`,
    ja: `${file}: ${subject} は認証局の証明書ではありません。発行者は ${oneLine(certificate.issuer)} です`,
  })
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey)
}
