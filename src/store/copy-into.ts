import type pg from 'pg';

/** What `pg` calls on a query of our own; its types leave these out. */
interface Connection {
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * `COPY … FROM STDIN` with all its lines at hand: several times as fast as INSERT.
 * @param sql ends with `FROM STDIN`
 */
export function copyInto(client: pg.PoolClient, sql: string, lines: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = {
      submit(connection: Connection): void {
        connection.query(sql);
      },
      handleCopyInResponse(connection: Connection): void {
        connection.sendCopyFromChunk(Buffer.from(lines));
        connection.endCopyFrom();
      },
      handleError: reject,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => {
        resolve();
      },
    };
    client.query(copy as unknown as pg.Submittable);
  });
}
