import { useThreads } from "@meanwhile/react";
import type { ReactElement } from "react";
import { Link } from "../router.tsx";
import { kilogramsOf, shortDay, useOrders } from "../useOrders.ts";
import { usePageTitle } from "../usePageTitle.ts";

const weight = new Intl.NumberFormat("en-GB");

export function Orders(): ReactElement {
  usePageTitle("Orders");
  const { data: orders = [], error } = useOrders();
  const { data: threads } = useThreads({ subjectType: "order" });
  return (
    <div className="page">
      <h1>Orders</h1>
      {error && <p role="alert">The orders could not be loaded.</p>}
      <table className="orders">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Roaster</th>
            <th scope="col">Coffee</th>
            <th scope="col" className="number">
              Weight
            </th>
            <th scope="col">Status</th>
            <th scope="col">Next</th>
            <th scope="col">Discussion</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => {
            const next = order.steps.find((step) => !step.done);
            const about = threads.filter((thread) => thread.subject?.id === order.id);
            const unread = about.reduce((sum, thread) => sum + thread.me.unreadCount, 0);
            return (
              <tr key={order.id}>
                <th scope="row">
                  <Link to={`/orders/${order.id}`}>{order.id}</Link>
                </th>
                <td>
                  {order.roaster}, <span className="quiet">{order.city}</span>
                </td>
                <td>{order.origin}</td>
                <td className="number">{weight.format(kilogramsOf(order))} kg</td>
                <td>
                  <span className="status" data-status={order.status}>
                    {order.status}
                  </span>
                </td>
                <td>{next && `${next.what}, ${shortDay(next.on)}`}</td>
                <td>{unread > 0 ? <strong>{unread} new</strong> : about.length > 0 && <span className="quiet">{about.length === 1 ? "1 thread" : `${about.length} threads`}</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
