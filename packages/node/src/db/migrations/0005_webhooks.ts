/**
 * A webhook is its own due row: `due_at` says when there is something to do for it, `leased_until` who works is undisturbed till then,
 * `rest_until` leaves a receiver alone that is down. `position` is how far it has read the log. A delivery is one event for one webhook,
 * planned once whoever plans (`webhook_deliveries_of_event`); a test has no `seq`.
 */
export const webhooks = {
  name: "webhooks",
  breaking: false,
  sql: `
create table meanwhile.webhooks (
  workspace text not null references meanwhile.workspaces (id),
  id text collate "C" not null,
  url text not null,
  description text not null,
  types text[],
  include_private boolean not null,
  secret text not null,
  previous_secret text,
  previous_secret_until timestamptz,
  position bigint not null,
  due_at timestamptz,
  leased_until timestamptz,
  rest_until timestamptz,
  failures int not null default 0,
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_by text,
  disabled_reason text check (disabled_reason in ('switched_off', 'gone', 'failing')),
  created_at timestamptz not null,
  created_by text not null,
  version int not null default 1,
  primary key (workspace, id)
);
create index webhooks_due on meanwhile.webhooks (due_at) where disabled_at is null;

create table meanwhile.webhook_deliveries (
  workspace text not null,
  id text collate "C" not null,
  webhook_id text collate "C" not null,
  seq bigint,
  type text not null,
  body text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts int not null default 0,
  next_attempt_at timestamptz,
  last_attempt_at timestamptz,
  last_status int,
  last_error text,
  last_excerpt text not null default '',
  created_at timestamptz not null,
  primary key (workspace, id),
  foreign key (workspace, webhook_id) references meanwhile.webhooks (workspace, id) on delete cascade
);
create unique index webhook_deliveries_of_event on meanwhile.webhook_deliveries (workspace, webhook_id, seq);
create index webhook_deliveries_newest on meanwhile.webhook_deliveries (workspace, webhook_id, id desc);
create index webhook_deliveries_due on meanwhile.webhook_deliveries (workspace, webhook_id, next_attempt_at) where state = 'pending';
create index webhook_deliveries_settled on meanwhile.webhook_deliveries (created_at) where state <> 'pending';

alter table meanwhile.webhooks alter column workspace set (n_distinct = 1);
alter table meanwhile.webhook_deliveries alter column workspace set (n_distinct = 1);
alter table meanwhile.webhook_deliveries alter column webhook_id set (n_distinct = 1);
`,
};
