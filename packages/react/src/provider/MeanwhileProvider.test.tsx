import { createMeanwhileClient } from "@meanwhile/core";
import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { createPortal } from "react-dom";
import { expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { defaultLabels } from "./labels.ts";
import { MeanwhileProvider } from "./MeanwhileProvider.tsx";
import { useLabels } from "./useLabels.ts";
import { useMeanwhile } from "./useMeanwhile.ts";
import { usePortalRoot } from "./usePortalRoot.ts";

const client = createMeanwhileClient({ baseUrl: "", fetch: () => new Promise(() => undefined) });

function Show() {
  const { locale, timeZone, dir } = useMeanwhile();
  const labels = useLabels();
  const portal = usePortalRoot();
  return (
    <>
      <p>{[locale, timeZone, dir, labels.close].join(" ")}</p>
      {portal && createPortal(<p>A layer</p>, portal)}
    </>
  );
}

test("says language, direction and theme on the page and on layers above it", async () => {
  const screen = await render(
    <MeanwhileProvider client={client} realtime={false} locale="ar" theme="dark" timeZone="Asia/Beirut" labels={{ close: "إغلاق" }} className="hosts">
      <Show />
    </MeanwhileProvider>,
  );
  await expect.element(screen.getByText("ar Asia/Beirut rtl إغلاق")).toBeVisible();
  await expect.element(screen.getByText("A layer")).toBeVisible();
  for (const text of ["ar Asia/Beirut rtl إغلاق", "A layer"]) {
    const root = screen.getByText(text).element().closest(".mw-root")!;
    expect([root.className, root.getAttribute("data-theme"), root.getAttribute("dir"), root.getAttribute("lang")]).toEqual(["mw-root hosts", "dark", "rtl", "ar"]);
  }
  await screen.unmount();
  expect(document.querySelector(".mw-root")).toBeNull();
});

test("speaks English in the browser's zone unless told", async () => {
  const screen = await render(
    <MeanwhileProvider client={client} realtime={false}>
      <Show />
    </MeanwhileProvider>,
  );
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await expect.element(screen.getByText(`en ${zone} ltr ${defaultLabels.close}`)).toBeVisible();
});

test("uses the host's query client where there is one, and makes its own where there is none", async () => {
  const found: QueryClient[] = [];
  const Look = () => {
    found.push(useQueryClient());
    return null;
  };
  const host = new QueryClient();
  await render(
    <QueryClientProvider client={host}>
      <MeanwhileProvider client={client} realtime={false}>
        <Look />
      </MeanwhileProvider>
    </QueryClientProvider>,
  );
  await render(
    <MeanwhileProvider client={client} realtime={false}>
      <Look />
    </MeanwhileProvider>,
  );
  expect(found[0]).toBe(host);
  expect(found.at(-1)).not.toBe(host);
});
