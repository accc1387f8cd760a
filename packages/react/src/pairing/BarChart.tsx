import { type CSSProperties, type ReactElement, useId } from "react";
import { Heading } from "../theme/Heading.tsx";

export interface BarChartRow {
  name: string;
  /** `null` where nothing is told. */
  value: number | null;
  /** The value in words. */
  text: string;
  /** Of how many, in words. */
  of: string | null;
}

export interface BarChartProps {
  title: string;
  level: number;
  /** The heads of the table: what, how much, and of how many, where that is told. */
  columns: readonly [name: string, value: string, of?: string];
  rows: readonly BarChartRow[];
  /** What a bar across all of it stands for; the largest value unless told. */
  most?: number;
}

/** Bars, labelled directly, in one colour; and a table beside them, to be read out and copied. */
export function BarChart({ title, level, columns, rows, most }: BarChartProps): ReactElement {
  const id = useId();
  const whole = most ?? Math.max(1, ...rows.map(({ value }) => value ?? 0));
  const [what, value, of] = columns;
  return (
    <section className="mw-chart" aria-labelledby={id}>
      <Heading level={level} id={id} className="mw-label">
        {title}
      </Heading>
      <div className="mw-chart-views">
        <ul className="mw-bars" aria-hidden>
          {rows.map((row) => (
            <li key={row.name} data-state={row.value === null ? "untold" : undefined}>
              <span className="mw-bar-name">
                <bdi>{row.name}</bdi>
                <span className="mw-bar-text">{row.text}</span>
              </span>
              <span className="mw-bar-track">
                <span className="mw-bar" style={{ "--mw-share": Math.max(0, Math.min(1, (row.value ?? 0) / whole)) } as CSSProperties} />
              </span>
            </li>
          ))}
        </ul>
        <table className="mw-chart-table">
          <caption className="mw-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{value}</th>
              {of !== undefined && <th scope="col">{of}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">
                  <bdi>{row.name}</bdi>
                </th>
                <td>{row.text}</td>
                {of !== undefined && <td>{row.of ?? "–"}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
