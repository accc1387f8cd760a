// What each package exports, from its built declarations, against the committed packages/<name>/api.md.
//   node scripts/check-api.mjs            fails and shows the difference
//   node scripts/check-api.mjs --update   writes the files
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";
import { fail, root } from "./sources.mjs";

/** A declaration longer than this is cut; a hash stands for the rest, so that a change of it shows. */
const LINES = 80;
const HEAD = 10;
const update = process.argv.includes("--update");
const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

let different = false;
for (const name of ["core", "node", "react"]) {
  const report = `packages/${name}/api.md`;
  const made = describe(name);
  const known = existsSync(`${root}/${report}`) ? readFileSync(`${root}/${report}`, "utf8").replaceAll("\r\n", "\n") : "";
  if (made === known) continue;
  if (update) {
    writeFileSync(`${root}/${report}`, made);
    console.log(`${report} is written.`);
    continue;
  }
  different = true;
  console.error(`${report} says something else than the build:`);
  for (const line of changes(known.split("\n"), made.split("\n"))) console.error(`  ${line}`);
}
if (different) fail("If this is meant: pnpm api:update, and a changeset that tells the reader of the changelog.");

/** One package's report. */
function describe(name) {
  const { name: packageName, publishConfig } = JSON.parse(readFileSync(`${root}/packages/${name}/package.json`, "utf8"));
  const entries = Object.entries(publishConfig.exports).filter(([, target]) => target.types);
  const files = entries.map(([, target]) => `${root}/packages/${name}/${target.types.slice(2)}`);
  for (const file of files) if (!existsSync(file)) fail(`${file} is not there: pnpm build`);
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    jsx: ts.JsxEmit.ReactJSX,
    types: [],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const sections = entries.map(([path], index) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(files[index]));
    const symbols = module ? checker.getExportsOfModule(module) : [];
    if (symbols.length === 0) fail(`${packageName}${path.slice(1)} exports nothing.`);
    const lines = symbols.map((symbol) => [symbol.getName(), declarations(checker, symbol)]).sort(([a], [b]) => (a < b ? -1 : 1));
    return `## \`${packageName}${path.slice(1)}\`\n\n\`\`\`ts\n${lines.map(([, text]) => text).join("\n")}\n\`\`\`\n`;
  });
  return `# What ${packageName} exports\n\nMade from the build by \`pnpm api:update\`; \`pnpm api\` fails when it is not what the build says.\n\n${sections.join("\n")}`;
}

/** An exported name as it is declared, without its comments. */
function declarations(checker, symbol) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const name = symbol.getName();
  const found = target.declarations ?? [];
  if (found.length === 0) return `unresolved ${name}`;
  const texts = found.map((node) => {
    const file = node.getSourceFile();
    const library = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file.fileName)?.[1];
    if (library && !library.startsWith("@meanwhile")) return `export { ${name} } from "${library}";`;
    const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
    const text = print(sorted(statement, file), file);
    return cut(text.replace(/^(export |declare |default )+/, "").replaceAll(/\$\d+\b/g, ""));
  });
  const local = target.getName();
  return [...new Set(texts)].map((text) => (local === name || local === "default" ? text : `${text} // as ${name}`)).join("\n");
}

function print(node, file) {
  return printer.printNode(ts.EmitHint.Unspecified, node, file);
}

/** The compiler writes an inferred union or object type in the order in which it met its members, which is another one in another build. */
function sorted(node, file) {
  const inOrder = (nodes) => ts.factory.createNodeArray([...nodes].sort((a, b) => (print(a, file) < print(b, file) ? -1 : 1)));
  const visit = (context) => (child) => {
    const visited = ts.visitEachChild(child, visit(context), context);
    if (ts.isUnionTypeNode(visited)) return ts.factory.updateUnionTypeNode(visited, inOrder(visited.types));
    if (ts.isTypeLiteralNode(visited)) return ts.factory.updateTypeLiteralNode(visited, inOrder(visited.members));
    return visited;
  };
  return ts.transform(node, [(context) => visit(context)]).transformed[0];
}

function cut(text) {
  const lines = text.split("\n").map((line) => (line.length > 240 ? `${line.slice(0, 240)}… ${hash(line)}` : line));
  if (lines.length <= LINES) return lines.join("\n");
  return [...lines.slice(0, HEAD), `    // … ${lines.length - HEAD} more lines: ${hash(text)}`].join("\n");
}

function hash(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

/** Lines that went and lines that came, in the order of the files. */
function changes(before, after) {
  const only = (lines, others, sign) => lines.filter((line) => line.trim() !== "" && !others.includes(line)).map((line) => `${sign} ${line}`);
  const all = [...only(before, after, "-"), ...only(after, before, "+")];
  if (all.length === 0) return ["(the same lines, in another order or number)"];
  return all.length > 80 ? [...all.slice(0, 80), `… and ${all.length - 80} more`] : all;
}
