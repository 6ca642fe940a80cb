import type { DocumentView, QueryOf } from '../../../src/entry/api/contract.ts'
import { addressOf, failureIn, headersFor, notReached } from './client.ts'

/**
 * Sends a file to the station and tells how far it is; `fetch` cannot.
 *
 * @param tell part that has gone, from 0 to 1
 * @throws ApiFailure
 */
export function upload(
  file: File,
  query: QueryOf<'documents.upload'>,
  tell: (part: number) => void,
): Promise<DocumentView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf('documents.upload', { query }))
    for (const [name, value] of Object.entries(headersFor(undefined))) {
      request.setRequestHeader(name, value)
    }
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) tell(event.loaded / event.total)
    })
    request.addEventListener('error', () => reject(notReached()))
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as DocumentView)
      else reject(failureIn(request.responseText, request.status))
    })
    request.send(file)
  })
}
