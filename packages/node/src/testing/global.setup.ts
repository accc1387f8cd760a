import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { startPostgres, type PostgresServer } from "./postgres.ts";
import { emptyDatabaseFile } from "./snapshot.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Asked by `databases.ts` for what all test files share; made on the first request. */
    databases: string;
  }
}

/** One PostgreSQL and one PGlite snapshot for all files of a run, each made when the first test asks for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Promise<PostgresServer> | undefined;
  let snapshot: Promise<string> | undefined;
  const given = process.env["MEANWHILE_TEST_POSTGRES"];
  const answers: Record<string, () => Promise<string>> = {
    "/postgres": async () => given ?? (await (postgres ??= startPostgres())).url,
    "/snapshot": () => (snapshot ??= emptyDatabaseFile()),
  };
  const server = createServer((request, response) => {
    // Minutes may lie between two questions, and a test process would ask again on a connection that is just being closed.
    response.setHeader("connection", "close");
    answers[request.url!]!().then(
      (answer) => response.end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("databases", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    await (await postgres?.catch(() => undefined))?.stop();
  };
}
