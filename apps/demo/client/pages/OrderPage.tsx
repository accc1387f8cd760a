import type { ThreadId } from "@meanwhile/core";
import type { ReactElement } from "react";
import type { Order } from "../../shared.ts";
import { OrderDiscussion } from "../OrderDiscussion.tsx";
import { Link } from "../router.tsx";
import { shortDay, useOrders } from "../useOrders.ts";
import { usePageTitle } from "../usePageTitle.ts";
import { NotFound } from "./NotFound.tsx";

const money = new Intl.NumberFormat("en-GB", { style: "currency", currency: "EUR" });
const weight = new Intl.NumberFormat("en-GB");

export function OrderPage({ orderId, threadId }: { orderId: string; threadId: string | undefined }): ReactElement | null {
  usePageTitle(orderId);
  const { data: orders } = useOrders();
  if (!orders) return null;
  const order = orders.find(({ id }) => id === orderId);
  if (!order) return <NotFound />;
  return (
    <div className="page order">
      <header className="order-head">
        <p className="quiet">
          <Link to="/orders">Orders</Link>
        </p>
        <h1>
          {order.id} <span className="quiet">for {order.roaster}</span>
        </h1>
        <p>
          <span className="status" data-status={order.status}>
            {order.status}
          </span>{" "}
          {order.origin} to {order.city}
        </p>
      </header>
      <div className="order-facts">
        <Steps order={order} />
        <Lines order={order} />
        {order.note && <p className="note">{order.note}</p>}
      </div>
      <section className="order-discussion" aria-label="Discussion of this order">
        <OrderDiscussion orderId={order.id} threadId={threadId as ThreadId | undefined} />
      </section>
    </div>
  );
}

function Steps({ order }: { order: Order }): ReactElement {
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">Where it is</h2>
      <ol className="steps">
        {order.steps.map((step) => (
          <li key={step.what} data-done={step.done ? "" : undefined}>
            <span>
              {step.what}
              {step.done && <span className="for-readers">, done</span>}
            </span>
            <span className="quiet">{shortDay(step.on)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Lines({ order }: { order: Order }): ReactElement {
  const total = order.lines.reduce((sum, line) => sum + line.bags * line.kilograms * line.price, 0);
  return (
    <section aria-labelledby="lines">
      <h2 id="lines">What it is</h2>
      <ul className="lines">
        {order.lines.map((line) => (
          <li key={line.lot}>
            <span>
              {line.lot}
              <br />
              <span className="quiet">
                {line.bags} bags of {line.kilograms} kg, {money.format(line.price)} a kilogram
              </span>
            </span>
            <span className="number">{weight.format(line.bags * line.kilograms)} kg</span>
          </li>
        ))}
        <li className="total">
          <span>Together, delivered</span>
          <span className="number">{money.format(total)}</span>
        </li>
      </ul>
    </section>
  );
}
