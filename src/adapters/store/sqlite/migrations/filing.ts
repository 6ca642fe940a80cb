/** The flow that a document belongs to. */
export const filing = `
  ALTER TABLE document ADD COLUMN flow_id TEXT;
  CREATE INDEX document_flow ON document (flow_id, created_at) WHERE flow_id IS NOT NULL;
`
