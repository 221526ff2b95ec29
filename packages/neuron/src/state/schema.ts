/** The version that this program writes; a file of a newer one is refused, never touched. */
export const schemaVersion = 1

/** The tables of a validator's state. One row per question keeps a kill -9 from costing more than the answer in flight. */
export const schema = `
create table meta (key text primary key, value text not null);
create table rounds (
  epoch integer primary key,
  last_epoch_block integer not null,
  status text not null,             -- asking, scored (scores kept, weights not yet settled), settled
  reason text,
  at_ms integer not null
);
create table exchanges (
  id text primary key,
  epoch integer not null,
  source text not null,
  uid integer not null,
  hotkey text not null,
  registered_at integer not null,
  route text not null,
  request text not null,
  outcome text not null,
  timing text not null
);
create index exchanges_epoch on exchanges (epoch);
create table findings (
  exchange_id text primary key references exchanges (id) on delete cascade,
  verdict text not null,            -- finding, none (shows nothing: a failure), fault (ours: counts for nobody)
  finding text
);
create table scores (
  hotkey text not null,
  registered_at integer not null,
  score real not null,
  rounds integer not null,
  primary key (hotkey, registered_at)
);
create table receipts (
  id integer primary key autoincrement,
  epoch integer not null,
  at_ms integer not null,
  block integer not null,
  inputs text not null,
  uids text not null,
  weights text not null,
  outcome text not null
);
`
