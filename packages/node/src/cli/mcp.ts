import { spawn } from "node:child_process";
import { createMeanwhileClient } from "@meanwhile/core";
import { type Command, UsageError } from "./command.ts";

export const mcpCommand: Command = {
  summary: "serve the tools of one member to an assistant, over standard input and output (MCP)",
  usage: "--url URL [--token-command COMMAND]",
  options: { url: { type: "string" }, "token-command": { type: "string" } },
  words: 0,
  async run({ options, env, complain }) {
    const { url, "token-command": tokenCommand } = options as { url?: string; "token-command"?: string };
    if (!url || !/^https?:\/\//.test(url)) throw new UsageError("--url takes the address of the API: https://app.example/api/meanwhile.");
    const given = env["MEANWHILE_TOKEN"];
    if (!given && !tokenCommand) throw new UsageError("Nobody to act for: put a token of the member's into MEANWHILE_TOKEN, or give a --token-command that prints one.");
    // Nothing else needs this package; who installs without optional dependencies does not have it.
    const [{ serveStdio }, { createMcpServer }] = await Promise.all([import("@modelcontextprotocol/server/stdio"), import("./mcp.server.ts")]).catch((cause: unknown) => {
      throw new Error("meanwhile mcp needs a package that is not installed: npm install @modelcontextprotocol/server", { cause });
    });
    const client = createMeanwhileClient({ baseUrl: url, fetch: withToken(tokenCommand ? () => printed(tokenCommand) : async () => given!) });
    const ended = new Promise<void>((resolve) => process.stdin.once("end", resolve).once("close", resolve));
    const handle = serveStdio(() => createMcpServer(client), { onerror: (error) => complain(`${error.message}\n`) });
    await ended;
    await handle.close();
  },
};

/** Sends the member's token. One that the server no longer takes is asked for anew, once. */
function withToken(read: () => Promise<string>): (url: string, init: RequestInit) => Promise<Response> {
  let token: Promise<string> | undefined;
  const send = async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${await (token ??= read())}`);
    return fetch(url, { ...init, headers, redirect: "error" });
  };
  return async (url, init) => {
    const used = token;
    const response = await send(url, init);
    if (response.status !== 401) return response;
    if (token === used || used === undefined) token = undefined;
    return send(url, init);
  };
}

/** What a command prints, without the line's end. Its complaints go where ours go. */
function printed(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (output += part));
    child.once("error", reject);
    child.once("close", (code) => (code === 0 && output.trim() ? resolve(output.trim()) : reject(new Error(`The --token-command ended with ${code} and no token.`))));
  });
}
