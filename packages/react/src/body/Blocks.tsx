"use client";
import type { Block, List, Table } from "@meanwhile/core/body";
import { createElement, type ReactElement, useContext } from "react";
import { LabelsContext } from "../provider/context.ts";
import { bodyLabels } from "../provider/labels.body.ts";
import { Inlines } from "./Inlines.tsx";

interface Surroundings {
  headingLevel: number;
  memberId: string | undefined;
  /** Finds its direction by its own words: a Hebrew paragraph in an English product. What stands inside a list or quote goes with it. */
  dir: "auto" | undefined;
}

/** Blocks in order. */
export function Blocks({ blocks, ...around }: Surroundings & { blocks: readonly Block[] }): ReactElement {
  return (
    <>
      {blocks.map((block, index) => (
        // A body never changes in place, so a block's place names it.
        <BlockElement key={index} block={block} {...around} />
      ))}
    </>
  );
}

function BlockElement({ block, ...around }: Surroundings & { block: Block }): ReactElement | null {
  switch (block.type) {
    case "paragraph":
      return (
        <p dir={around.dir}>
          <Inlines content={block.content} memberId={around.memberId} />
        </p>
      );
    case "heading":
      return createElement(`h${Math.min(6, around.headingLevel + block.level - 1)}`, { dir: around.dir, "data-level": block.level }, <Inlines content={block.content} memberId={around.memberId} />);
    case "list":
      return <ListElement list={block} {...around} />;
    case "quote":
      return (
        <blockquote dir={around.dir}>
          <Blocks blocks={block.content} {...around} dir={undefined} />
        </blockquote>
      );
    case "code":
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines are scrolled by keyboard
        <pre tabIndex={0} data-language={block.language ?? undefined}>
          <code>{block.text}</code>
        </pre>
      );
    case "divider":
      return <hr />;
    case "table":
      return <TableElement table={block} memberId={around.memberId} />;
    default:
      // A block of a newer version than this reader's.
      return null;
  }
}

function ListElement({ list, ...around }: Surroundings & { list: List }): ReactElement {
  const labels = useContext(LabelsContext) ?? bodyLabels;
  const items = list.items.map((item, index) => (
    <li key={index} data-checked={item.checked ?? undefined}>
      {item.checked !== null && <span className="mw-body-check" role="img" aria-label={item.checked ? labels.taskDone : labels.taskOpen} />}
      <Blocks blocks={item.content} {...around} dir={undefined} />
    </li>
  ));
  return list.ordered ? (
    <ol dir={around.dir} start={list.start}>
      {items}
    </ol>
  ) : (
    <ul dir={around.dir}>{items}</ul>
  );
}

function TableElement({ table, memberId }: { table: Table; memberId: string | undefined }): ReactElement {
  const labels = useContext(LabelsContext) ?? bodyLabels;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide tables are scrolled by keyboard
    <div className="mw-body-table" role="group" aria-label={labels.table} tabIndex={0}>
      <table dir="auto">
        <thead>
          <tr>
            {table.head.map((cell, column) => {
              // The corner above row names is often left empty, and then heads nothing.
              // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- a cell is no control
              if (cell.length === 0) return <td key={column} />;
              return (
                <th key={column} scope="col" data-align={table.align[column] ?? undefined}>
                  <Inlines content={cell} memberId={memberId} />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} data-align={table.align[column] ?? undefined}>
                  <Inlines content={cell} memberId={memberId} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
