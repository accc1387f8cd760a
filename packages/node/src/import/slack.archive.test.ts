import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSlackArchive } from "./slack.archive.ts";
import { type ZipPart, zipOf } from "./zip.fixture.ts";

describe("an export's archive", () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "meanwhile-zip-"));
  });
  afterAll(() => rm(home, { recursive: true }));

  const opened = async (parts: readonly ZipPart[] | Buffer, options?: { zip64?: boolean }) => {
    const file = join(home, `${crypto.randomUUID()}.zip`);
    await writeFile(file, Buffer.isBuffer(parts) ? parts : zipOf(parts, options));
    return openSlackArchive(file);
  };
  const users: ZipPart = { name: "users.json", content: "[]" };
  const day = (name: string, content = '[{"ts":"1"}]', claims?: ZipPart["claims"]): ZipPart => ({ name, content, ...(claims && { claims }) });

  it.each([false, true])("gives lists, folders, and their days in order (zip64: %s)", async (zip64) => {
    const archive = await opened([day("garden/2024-03-05.json"), users, day("garden/2024-03-04.json"), day("garden/notes.json"), day("__MACOSX/garden/._x"), day("__uploads/F1/a.png")], { zip64 });
    expect(await archive.list("users.json")).toEqual([]);
    expect(await archive.list("groups.json")).toBeNull();
    expect([...archive.folders]).toEqual(["garden"]);
    expect(archive.days("garden").map(({ name }) => name)).toEqual(["2024-03-04", "2024-03-05"]);
    expect(await archive.days("garden")[0]!.read()).toEqual([{ ts: "1" }]);
    expect([archive.dayCount, archive.otherFiles]).toEqual([2, 1]);
    archive.close();
  });

  it("passes over names that lead out of it", async () => {
    const archive = await opened([users, day("../../2024-03-04.json"), day("a/../2024-03-04.json"), day("..\\2024-03-04.json")]);
    expect(archive.folders.size).toBe(0);
    expect(archive.notes.map(({ note }) => note)).toEqual(Array.from({ length: 3 }, () => "Its name leads out of the archive."));
    archive.close();
  });

  it.each<[string, ZipPart, RegExp]>([
    ["says it is too large", day("a/2024-03-04.json", "[]", { size: 65_000_000 }), /65000000 bytes; at most 64000000/],
    ["is larger than it says", day("a/2024-03-04.json", `[${"0,".repeat(50_000)}0]`, { size: 100 }), /too many bytes/],
    ["is encrypted", day("a/2024-03-04.json", "[]", { flags: 0x801 }), /encrypted/],
    ["is packed in an odd way", day("a/2024-03-04.json", "[]", { method: 12 }), /packed in a way/],
    ["is no JSON", day("a/2024-03-04.json", "[{"), /no JSON/],
    ["is no list", day("a/2024-03-04.json", "{}"), /no list/],
    ["lies elsewhere", day("a/2024-03-04.json", "[]", { offset: 3 }), /invalid local file header/],
  ])("gives no day that %s", async (_, part, message) => {
    const archive = await opened([users, part]);
    await expect(archive.days("a")[0]!.read()).rejects.toThrow(message);
    archive.close();
  });

  it("whose parts share bytes is refused: a bomb", async () => {
    const bytes = zipOf([users, ...Array.from({ length: 50 }, (_, i) => day(`a/2024-03-${String(10 + i)}.json`))]);
    // Each entry of the directory claims most of the archive for itself.
    for (let at = bytes.indexOf("PK\x01\x02"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4)) bytes.writeUInt32LE(bytes.length - 400, at + 20);
    await expect(opened(bytes)).rejects.toMatchObject({ code: "import/bad_archive", message: expect.stringContaining("share bytes") });
  });

  it.each([
    ["something else", Buffer.from("Dear diary"), "no zip archive"],
    ["nothing", Buffer.alloc(0), "no zip archive"],
    ["another archive", zipOf([day("letters/one.txt")]), "no export of Slack's"],
    ["cut short", zipOf([users]).subarray(0, 60), "no zip archive"],
  ])("that is %s is refused", async (_, bytes, message) => {
    await expect(opened(bytes)).rejects.toMatchObject({ code: "import/bad_archive", message: expect.stringContaining(message) });
  });

  it("with a broken list is refused, since nobody could say who may see what", async () => {
    const archive = await opened([users, day("groups.json", "[{")]);
    await expect(archive.list("groups.json")).rejects.toMatchObject({ code: "import/bad_archive" });
    archive.close();
  });
});
