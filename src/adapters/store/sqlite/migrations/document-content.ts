/** Whether the same bytes went to a partner before. */
export const documentContent = `
  CREATE INDEX document_content ON document (partner, content_sha256, created_at)
    WHERE content_sha256 IS NOT NULL;
`
