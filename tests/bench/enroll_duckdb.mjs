// What vk-enroll decides with the example's policy on the day 2020-08-15, as
// near as one query of DuckDB comes to it: rules, statuses, reasons, repeats by
// NIK and shared accounts, telephones and addresses, a hashed person (a plain
// digest, no HMAC), identities apart.
//   node enroll_duckdb.mjs STREAM OUT
// Writes OUT and OUT.identities, and prints how many have each status.
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const [stream, out] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();

await connection.run(`
CREATE TABLE judged AS
WITH read AS (
	SELECT * FROM read_csv('${stream}', delim = '\t', header = true,
		all_varchar = true, quote = '', escape = '')
), known AS (
	SELECT *,
		substr(sha256('key' || nik), 1, 32) AS person,
		count(DISTINCT nik) OVER (PARTITION BY bank, account) AS accounts,
		count(DISTINCT nik) OVER (PARTITION BY phone) AS phones,
		count(DISTINCT nik) OVER (PARTITION BY lower(email)) AS emails,
		datesub('year', birth_date::DATE, applied_at::DATE) AS age,
		datesub('month', layoff_date::DATE, applied_at::DATE) AS months,
		membership_months::INT AS member, wage::BIGINT AS pay,
		category IN ('pu_phk', 'pu_active') AS earner,
		employment IN ('laid_off', 'contract_ended') AS out_of_work
	FROM read
), judged AS (
	SELECT *,
		concat_ws(',',
			CASE WHEN category NOT IN ('pu_phk', 'pu_active', 'bpu', 'pmi')
				THEN 'CATEGORY:' || category END,
			CASE WHEN age > 50 THEN 'AGE:' || age || ':50' END,
			CASE WHEN category = 'pu_phk' AND employment NOT IN
				('laid_off', 'contract_ended', 'furloughed')
				THEN 'EMPLOYMENT:' || employment END,
			CASE WHEN earner AND member < 12
				THEN 'MEMBERSHIP:' || member || ':12' END,
			CASE WHEN out_of_work AND months > 24
				THEN 'LAYOFF-MAX:' || months || ':24' END
		) AS rejected,
		concat_ws(',',
			CASE WHEN NOT earner AND member < 12
				THEN 'MEMBERSHIP-OTHER:' || member || ':12' END,
			CASE WHEN earner AND pay < 1705000
				THEN 'WAGE:' || pay || ':1705000' END,
			CASE WHEN consent <> 'yes' THEN 'CONSENT:' || consent END
		) AS review,
		concat_ws(',',
			CASE WHEN category = 'pu_phk' AND jht_claimed <> 'no'
				THEN 'JHT:' || jht_claimed || ':no' END,
			CASE WHEN accounts > 1 THEN 'D-ACCOUNT:' || accounts END,
			CASE WHEN phones > 1 THEN 'D-PHONE:' || phones END,
			CASE WHEN emails > 1 THEN 'D-EMAIL:' || emails END
		) AS flags
	FROM known
)
SELECT *, CASE WHEN row_number() OVER (PARTITION BY nik
		ORDER BY rejected <> '', review <> '', applied_at, application) > 1
	THEN 'duplicate' WHEN rejected <> '' THEN 'rejected'
	WHEN review <> '' THEN 'review' ELSE 'accepted' END AS enroll_status
FROM judged`);
await connection.run(`
COPY (SELECT * EXCLUDE (nik, kpj, kk, name, phone, email, account, account_name,
	accounts, phones, emails, age, months, member, pay, earner,
	out_of_work) FROM judged)
TO '${out}' (FORMAT csv, DELIMITER '\t', HEADER)`);
await connection.run(`
COPY (SELECT application, person, nik, kpj, kk, name, phone, email, bank, account,
	account_name FROM judged)
TO '${out}.identities' (FORMAT csv, DELIMITER '\t', HEADER)`);
const counts = await connection.runAndReadAll(
	'SELECT enroll_status, count(*) FROM judged GROUP BY 1 ORDER BY 1');
for (const [status, count] of counts.getRows()) console.log(`${status}\t${count}`);
