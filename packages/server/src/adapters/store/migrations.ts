/** The store's schema, step by step; each step runs once, in order, in one transaction. The same on every engine. */
export const MIGRATIONS: readonly { readonly name: string; readonly sql: readonly string[] }[] = [
  {
    name: '0001-leads',
    sql: [
      `create table run (
        id text primary key, as_of integer not null, match_key text not null, findings jsonb not null, leads jsonb not null,
        summary jsonb not null, turn bigint not null)`,
      `create table lead (
        id text primary key, person integer not null, programme text not null, kind text not null, month integer not null,
        category text, owed_fen bigint, held_fen bigint, delta_fen bigint, county text, town text, village text,
        rank integer not null, name text not null, sex smallint not null, birth integer not null, detail jsonb not null,
        state text not null check (state in ('open', 'closed')), assignee text not null, supervisor text not null,
        fingerprint text not null, opened_run text not null, changed_run text, closed_run text)`,
      'create index lead_by_rank on lead (state, rank)',
      'create index lead_by_county on lead (state, county, kind)',
      `create table lead_event (
        sequence bigint generated always as identity primary key, run text not null, lead text not null references lead (id),
        event text not null check (event in ('opened', 'changed', 'closed', 'reopened')), before jsonb, after jsonb)`,
      'create index lead_event_by_lead on lead_event (lead, sequence)',
      `create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$`,
      'create trigger lead_event_append_only before update or delete on lead_event for each row execute function refuse_change()',
    ],
  },
  {
    name: '0002-guards',
    sql: [
      // A list shows masked names only; a number of a person's never gets in by mistake.
      `alter table lead add constraint lead_name_is_no_number check (name !~ '[0-9]{6}')`,
      'create index lead_by_person on lead (person)',
      'create index lead_event_by_run on lead_event (run, sequence)',
      'create trigger lead_event_no_truncate before truncate on lead_event for each statement execute function refuse_change()',
      'create trigger lead_stays before delete on lead for each row execute function refuse_change()',
    ],
  },
]
