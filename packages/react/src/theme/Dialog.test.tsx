import { createMeanwhileClient } from "@meanwhile/core";
import { useState } from "react";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { MeanwhileProvider } from "../provider/MeanwhileProvider.tsx";
import { Dialog } from "./Dialog.tsx";
import "./styles.css";

const client = createMeanwhileClient({ baseUrl: "", fetch: () => new Promise(() => undefined) });

function Page({ autofocus = false }: { autofocus?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <MeanwhileProvider client={client} realtime={false}>
      <form>
        <button type="button" onClick={() => setOpen(true)}>
          Open
        </button>
        {open && (
          <Dialog title="One task" description="Why it is asked" onClose={() => setOpen(false)}>
            <form>
              <button type="button">First</button>
              <input aria-label="Wanted" data-autofocus={autofocus ? "" : undefined} />
            </form>
          </Dialog>
        )}
      </form>
    </MeanwhileProvider>
  );
}

async function opened(page = <Page />) {
  const screen = await render(page);
  const opener = screen.getByRole("button", { name: "Open" });
  await opener.click();
  const dialog = screen.getByRole("dialog", { name: "One task" });
  await expect.element(dialog).toBeVisible();
  return { screen, opener, dialog };
}

test("is named and described, and makes the page behind it inert", async () => {
  const { screen, opener, dialog } = await opened();
  await expect.element(dialog).toHaveAccessibleDescription("Why it is asked");
  await expect.element(screen.getByRole("button", { name: "First" })).toHaveFocus();
  (opener.element() as HTMLElement).focus();
  await expect.element(opener).not.toHaveFocus();
  expect(getComputedStyle(document.documentElement).overflow).toBe("hidden");
  expect(dialog.element().closest("form")).toBeNull();
});

test("begins with what is marked for the focus", async () => {
  const { screen } = await opened(<Page autofocus />);
  await expect.element(screen.getByRole("textbox", { name: "Wanted" })).toHaveFocus();
});

test("closes by Escape and by its button, and gives the focus back", async () => {
  const { screen, opener, dialog } = await opened();
  await userEvent.keyboard("{Escape}");
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
  expect(getComputedStyle(document.documentElement).overflow).not.toBe("hidden");
  await opener.click();
  await screen.getByRole("button", { name: "Close" }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
});

test("closes when the platform closes it", async () => {
  const { dialog, opener } = await opened();
  (dialog.element() as HTMLDialogElement).close();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
});

test("closes by a press beside it, not by a selection that began inside", async () => {
  const { dialog } = await opened();
  const beside = { clientX: 2, clientY: 2, bubbles: true };
  const { x, y } = dialog.element().getBoundingClientRect();
  dialog.element().dispatchEvent(new PointerEvent("pointerdown", { clientX: x + 30, clientY: y + 10, bubbles: true }));
  dialog.element().dispatchEvent(new MouseEvent("click", beside));
  await expect.element(dialog).toBeVisible();
  dialog.element().dispatchEvent(new PointerEvent("pointerdown", beside));
  dialog.element().dispatchEvent(new MouseEvent("click", beside));
  await expect.element(dialog).not.toBeInTheDocument();
});
