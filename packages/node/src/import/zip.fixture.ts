import { crc32, deflateRawSync } from "node:zlib";

/** What a test's archive says of one part, where it lies. */
export interface ZipPart {
  name: string;
  content: string | Uint8Array;
  /** Said in place of what is true. */
  claims?: { size?: number; offset?: number; flags?: number; method?: number };
}

/** Writes a zip archive piece by piece; `zip64` has it written as one of more than four gigabytes would be. */
export function zipWriter(write: (bytes: Uint8Array) => void, { zip64 = false } = {}): { add(part: ZipPart): void; end(): void } {
  const directory: Buffer[] = [];
  let at = 0;
  const put = (...buffers: Buffer[]) => {
    for (const bytes of buffers) {
      write(bytes);
      at += bytes.length;
    }
  };
  return {
    add({ name, content, claims = {} }) {
      const bytes = Buffer.from(content as string);
      const packed = deflateRawSync(bytes, { level: 1 });
      const title = Buffer.from(name);
      const { size = bytes.length, offset = at, flags = 0x800, method = 8 } = claims;
      const head = Buffer.alloc(26);
      // Version, flags, method, time and date, then what is in it.
      [zip64 ? 45 : 20, flags, method, 0, 0x5821].forEach((value, i) => head.writeUInt16LE(value, i * 2));
      [crc32(bytes), packed.length, size].forEach((value, i) => head.writeUInt32LE(value >>> 0, 10 + i * 4));
      head.writeUInt16LE(title.length, 22);
      put(signed(0x04034b50, head), title, packed);
      const extra = zip64 ? Buffer.concat([u16(1, 24), u64(size, packed.length, offset)]) : Buffer.alloc(0);
      const entry = Buffer.from(head);
      if (zip64) entry.fill(0xff, 14, 22);
      entry.writeUInt16LE(extra.length, 24);
      const tail = Buffer.alloc(14);
      tail.writeUInt32LE(zip64 ? 0xffffffff : offset, 10);
      directory.push(signed(0x02014b50, u16(0x031e), entry), tail, title, extra);
    },
    end() {
      const start = at;
      const count = directory.length / 4;
      for (const part of directory) put(part);
      const size = at - start;
      if (zip64) {
        const record = at;
        put(signed(0x06064b50, u64(44), u16(45, 45, 0, 0, 0, 0), u64(count, count, size, start)));
        put(signed(0x07064b50, u16(0, 0), u64(record), u16(1, 0)));
      }
      const end = Buffer.alloc(18);
      [count, count].forEach((value, i) => end.writeUInt16LE(zip64 ? 0xffff : value, 4 + i * 2));
      [size, start].forEach((value, i) => end.writeUInt32LE(zip64 ? 0xffffffff : value, 8 + i * 4));
      put(signed(0x06054b50, end));
    },
  };
}

/** A whole archive in memory. */
export function zipOf(parts: readonly ZipPart[], options?: { zip64?: boolean }): Buffer {
  const pieces: Uint8Array[] = [];
  const writer = zipWriter((bytes) => void pieces.push(bytes), options);
  for (const part of parts) writer.add(part);
  writer.end();
  return Buffer.concat(pieces);
}

function signed(signature: number, ...rest: Buffer[]): Buffer {
  const first = Buffer.alloc(4);
  first.writeUInt32LE(signature);
  return Buffer.concat([first, ...rest]);
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => bytes.writeUInt16LE(value, i * 2));
  return bytes;
}

function u64(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, i) => bytes.writeBigUInt64LE(BigInt(value), i * 8));
  return bytes;
}
