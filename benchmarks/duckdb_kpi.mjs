// The peer of `tandem kpi`: DuckDB, straight from the same CSV, the same figures of every client, queue and half hour.
// node duckdb_kpi.mjs CALLS.csv THREADS OUT.csv TIMESTAMP|TIMESTAMPTZ: the latter where instants have offsets, which the
// former does not heed. Prints {"seconds", "cpu_seconds", "peak_megabytes"}
import { DuckDBInstance } from '@duckdb/node-api';

const [file, threads, out, type] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run('SET preserve_insertion_order = false');
await connection.run("SET TimeZone = 'UTC'");
const text = (name) => `${name}: 'VARCHAR'`;
const instant = (name) => `${name}: '${type}'`;
// Half hours of UTC, as text without a zone.
const offered = type === 'TIMESTAMPTZ' ? "offered_at AT TIME ZONE 'UTC'" : 'offered_at';
const columns = [
  ...['call_id', 'client', 'queue', 'caller', 'agent'].map(text),
  ...['offered_at', 'queued_at', 'answered_at', 'ended_at', 'wrapup_end_at'].map(instant),
  text('outcome'),
].join(', ');
const query = `
  WITH calls AS (
    SELECT client, queue, ${offered} AS offered_at, outcome,
      epoch_us(CASE outcome WHEN 'answered' THEN answered_at WHEN 'abandoned' THEN ended_at END) - epoch_us(queued_at)
        AS wait,
      CASE WHEN outcome = 'answered' THEN epoch_us(ended_at) - epoch_us(answered_at) END AS talk,
      CASE WHEN outcome = 'answered' THEN epoch_us(wrapup_end_at) - epoch_us(ended_at) END AS acw
    FROM read_csv('${file}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
                  columns = {${columns}}))
  SELECT client, queue, time_bucket(INTERVAL '30 minutes', offered_at) AS interval_start,
    count(*) AS offered,
    count(*) FILTER (outcome = 'answered') AS answered,
    count(*) FILTER (outcome = 'abandoned') AS abandoned,
    count(*) FILTER (outcome = 'abandoned' AND wait < 15000000) AS abandoned_short,
    count(*) FILTER (outcome = 'answered' AND wait <= 20000000) AS answered_in_threshold,
    avg(wait) / 1e6 AS mean_wait, avg(talk) / 1e6 AS mean_talk, avg(acw) / 1e6 AS mean_acw,
    max(wait) / 1e6 AS max_wait, quantile_disc(wait, 0.9) / 1e6 AS p90_wait
  FROM calls GROUP BY ALL`;

const began = performance.now();
await connection.run(`COPY (${query} ORDER BY 1, 2, 3) TO '${out}' (HEADER)`);
const seconds = (performance.now() - began) / 1000;
const usage = process.resourceUsage();
console.log(JSON.stringify({
  seconds,
  cpu_seconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
  peak_megabytes: usage.maxRSS / 1024,
}));
