import type { Metadata } from "next";
import type { ReactNode } from "react";
import "@meanwhile/react/styles.css";
import "./page.css";

export const metadata: Metadata = { title: "Meanwhile in Next.js" };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
