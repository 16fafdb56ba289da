import { SIMPLIFIED_ANSWERS } from "#prisma/demo/answers.ts"
import { POST, paperKey } from "../fill.sql.ts"

// The statements that fill a made-up region. Everything is computed from the number of the applicant, the seed and the day,
// so two runs of one day write the same rows. Ids are hashes of numbers.

const id = (kind: string, of: string) => `md5('${kind}' || ${of})::uuid::text`
const list = (words: string) => `ARRAY[${words.split(" ").map((word) => `'${word}'`)}]`
/** One of the words of a list, by a number. */
const pick = (words: string, by: string) => `(${list(words)})[1 + (${by}) % ${words.split(" ").length}]`

const SURNAMES =
	"Абрамова Берёзкина Воробьёва Голубева Дорохова Ёлкина Журавлёва Зимина Исаева Крылова Лаптева Морозова Никитина Орлова Панина Рыбакова Соболева Тарасова Уварова Фомина Хохлова Царёва Чернова Шубина Щукина Юдина Яшина Агеева Бочкарёва Власова Громова Дёмина Ефимова Жданова Золотова Ильина Корнева Лукина Мухина Носова"
const NAMES = "Анна Вера Галина Дарья Елена Жанна Нина Ольга Полина Тамара Ульяна"
const PATRONYMICS = "Андреевна Борисовна Викторовна Петровна Сергеевна Юрьевна Олеговна"
const SUBJECTS = "математики физики химии биологии истории географии музыки"

export const REGION = {
	/** $1 how many organisations for each one of the demo: a region grows in schools as in teachers. */
	organisations: `
		INSERT INTO "Organisation" ("id", "municipalityCode", "name", "kind")
		SELECT ${id("organisation", `o."id" || k`)}, o."municipalityCode", o."name" || ', корпус ' || k, o."kind"
		FROM "Organisation" o, generate_series(2, $1::int) AS k`,

	/** Kept for the whole run: where people work. Almost half of them work in the regional capital. */
	places: `
		CREATE TEMP TABLE place AS
		SELECT row_number() OVER (ORDER BY k, "municipalityCode", "name") - 1 AS k, "id", "municipalityCode" FROM "Organisation"
		CROSS JOIN LATERAL generate_series(1, CASE "municipalityCode" WHEN 'tomsk' THEN 6 ELSE 1 END) AS k;
		CREATE UNIQUE INDEX ON place (k);
		CREATE TEMP TABLE post AS SELECT row_number() OVER (ORDER BY "code") - 1 AS k, "code" FROM "Position"`,

	/**
	 * $1 first and $2 last number, $3 percentages of the ways, $4 seed, $5 the day. $6 the schedules: of each way its period,
	 * or null.
	 */
	applicants: `
		CREATE TEMP TABLE applicant ON COMMIT DROP AS
		WITH share AS (SELECT index - 1 AS way, sum(value::int) OVER (ORDER BY index) AS below
			FROM jsonb_array_elements_text($3::jsonb) WITH ORDINALITY AS s(value, index)),
		chosen AS (SELECT n, (SELECT min(way) FROM share WHERE (n + $4::int) * 37 % 100 < below)::int AS way,
			('x' || left(md5(n || ':' || $4::int), 7))::bit(28)::int AS dice
			FROM generate_series($1::int, $2::int) AS n)
		SELECT n, way, dice, ${id("teacher", "n")} AS teacher, ${id("job", "n")} AS job, ${id("application", "n")} AS application,
			place."id" AS organisation, place."municipalityCode" AS municipality, post."code" AS position,
			${pick(SURNAMES, "dice")} AS surname, ${pick(NAMES, "dice / 41")} AS name, ${pick(PATRONYMICS, "dice / 479")} AS patronymic,
			${pick(SUBJECTS, "dice / 7")} AS subject, ($6::jsonb ->> way) AS period,
			$5::timestamptz - make_interval(mins => dice % 40000) AS since
		FROM chosen
		JOIN place ON place.k = n % (SELECT count(*) FROM place)
		JOIN post ON post.k = n % (SELECT count(*) FROM post);
		CREATE INDEX ON applicant (way);
		ANALYZE applicant`,

	/** Creates the way of each state for the run: $1 steps. */
	ways: `
		CREATE TEMP TABLE way AS
		SELECT * FROM jsonb_to_recordset($1::jsonb) AS step(way int, seq int, event text, "from" text, "to" text)`,

	engagements: `
		INSERT INTO "Engagement" ("id", "personId", "role", "municipalityCode", "organisationId", "positionCode", "appointedOn", "from")
		SELECT job, teacher, 'teacher', municipality, organisation, position, '2017-09-01', since FROM applicant`,

	/** $1 the form, $2 version of the machine. Numbers of a municipality's journal go on from the portion before. */
	applications: `
		WITH before AS MATERIALIZED (SELECT "municipalityCode" AS municipality, max("journalNumber") AS number FROM "Application" GROUP BY 1)
		INSERT INTO "Application" ("id", "paperKey", "state", "version", "machineVersion", "stateSince", "teacherId", "engagementId", "createdAt",
			"form", "municipalityCode", "organisationId", "positionCode", "subjectGenitive", "fullName", "searchName", "currentCategory",
			"currentEndsOn", "claimedCategory", "procedure", "groundCode", "attestationForm", "submittedAt", "receivedOn", "reviewDueOn", "journalYear",
			"journalNumber", "registeredAt", "scheduleId", "proposedVerdict", "verdict", "checkFindings")
		SELECT a.application, ${paperKey("a.n")}, w."to", w.seq, $2::int, a.since, a.teacher, a.job, a.since - interval '20 days',
			$1::jsonb || jsonb_build_object('surname', a.surname, 'name', a.name, 'patronymic', a.patronymic, 'engagementId', a.job,
				'claimedCategory', c.category, 'procedure', c.procedure, 'groundCode', c.ground, 'attestationForm', c.manner),
			a.municipality, a.organisation, a.position, a.subject, a.surname || ' ' || a.name || ' ' || a.patronymic,
			translate(lower(a.surname || ' ' || a.name || ' ' || a.patronymic), 'ё', 'е'),
			CASE WHEN a.dice % 3 = 0 THEN 'none' ELSE 'first' END, CASE WHEN a.dice % 3 = 0 THEN NULL ELSE to_char(a.since + interval '200 days', 'YYYY-MM-DD') END,
			c.category, c.procedure, NULLIF(c.ground, ''), c.manner,
			CASE WHEN reached."submitted" THEN a.since END,
			CASE WHEN reached."submitted" THEN to_char(a.since, 'YYYY-MM-DD') END,
			CASE WHEN reached."submitted" THEN to_char(a.since + interval '30 days', 'YYYY-MM-DD') END,
			CASE WHEN r.number IS NOT NULL THEN extract(year FROM now())::int END,
			r.number + coalesce(b.number, 0),
			CASE WHEN r.number IS NOT NULL THEN a.since END,
			s."id", CASE WHEN w."to" LIKE 'concluded.%' THEN 'meets' END,
			CASE WHEN w."to" IN ('concluded.assessed', 'concluded.granted') THEN 'meets' END,
			CASE WHEN w."to" = 'submitted' THEN (a.dice % 3 = 0)::int END
		FROM applicant a
		CROSS JOIN LATERAL (SELECT CASE WHEN a.dice % 5 < 3 THEN 'first' ELSE 'highest' END AS category,
			CASE WHEN a.period IS NULL AND a.dice % 10 = 0 THEN 'simplified' ELSE 'general' END AS procedure,
			CASE WHEN a.period IS NULL AND a.dice % 10 = 0 THEN '${SIMPLIFIED_ANSWERS.groundCode}' ELSE '' END AS ground,
			CASE WHEN a.dice % 4 = 0 THEN 'remote' ELSE 'in_person' END AS manner) c
		JOIN (SELECT way, max(seq) AS seq, bool_or(event = 'application.submit') AS "submitted" FROM way GROUP BY way) reached ON reached.way = a.way
		JOIN way w ON w.way = a.way AND w.seq = reached.seq
		LEFT JOIN "Schedule" s ON s."municipalityCode" = a.municipality AND s."periodId" = a.period
		LEFT JOIN before b ON b.municipality = a.municipality
		LEFT JOIN (SELECT n, row_number() OVER (PARTITION BY municipality ORDER BY n) AS number FROM applicant
			WHERE way IN (SELECT way FROM way WHERE event = 'application.register')) r ON r.n = a.n`,

	/** Two experts of the municipality for every application that stands in a schedule. */
	seats: `
		INSERT INTO "Seat" ("applicationId", "seat", "expertId", "post", "acceptedAt")
		SELECT a.application, s.seat, e.person, e.post, a.since - interval '10 days'
		FROM applicant a CROSS JOIN (VALUES (1, 0), (2, 1)) AS s(seat, step)
		JOIN team t ON t.municipality = a.municipality
		JOIN expert e ON e.municipality = a.municipality AND e.k = (a.n + s.step) % t.among
		WHERE a.period IS NOT NULL AND (a.way <> $1::int OR a.dice % 3 >= s.seat)`,

	conclusions: `
		INSERT INTO "Conclusion" ("id", "applicationId", "number", "fileHash", "fileName", "verdict", "signedByTeacher", "attachedById", "attachedAt")
		SELECT ${id("conclusion", "a.n")}, a.application, 1, encode(sha256('paper'), 'hex'), 'Заключение — ' || a.surname || '.pdf', 'meets',
			w."to" <> 'concluded.awaitingTeacher', s."expertId", a.since - interval '1 day'
		FROM applicant a JOIN way w ON w.way = a.way AND w.event = 'conclusion.attach'
		JOIN "Seat" s ON s."applicationId" = a.application AND s.seat = 1`,

	/** Each sitting has decided on about as many as one region can. $1 how many sittings there were. */
	decided: `
		UPDATE "Application" SET "sittingId" = CASE abs(hashtext("id")) % $1::int WHEN 0 THEN 'sitting-held'
			ELSE 'sitting-' || abs(hashtext("id")) % $1::int END, "decidedOn" = $2, "decisionNumber" = '77-р', "decisionDate" = $2
		WHERE "id" IN (SELECT application FROM applicant WHERE way = $3::int)`,

	/** A letter and a row of the access log for each application that was ever submitted. */
	letters: `
		INSERT INTO "Letter" ("id", "state", "version", "stateSince", "kind", "to", "personId", "subject", "text", "html", "createdAt", "sentAt",
			"dueAt", "attempts", "causeKind", "causeId", "machineVersion")
		SELECT ${id("letter", "a.n")}, 'sent', 3, a.since, 'application-submitted', 'bench' || a.n || '@bench.example', a.teacher,
			'Заявление подано', repeat('Заявление подано. ', 40), repeat('<p>Заявление подано.</p>', 40), a.since, a.since, a.since, 1,
			'application', a.application, $1::int
		FROM applicant a JOIN way w ON w.way = a.way AND w.event = 'application.submit'`,
	reads: `
		INSERT INTO "AccessLog" ("at", "actorId", "personId", "what", "path")
		SELECT a.since, $1, a.teacher, 'read', '/operator/applications/' || a.application FROM applicant a`,

	/** One in fifty registered applications waits for its withdrawal, and one in fifty has had one rejected. */
	withdrawals: `
		INSERT INTO "Withdrawal" ("id", "state", "version", "machineVersion", "stateSince", "applicationId", "formedById", "formedAs", "reason",
			"formHash", "scanHash", "createdAt", "submittedAt", "rejectionReason")
		SELECT ${id("withdrawal", "n")}, CASE dice % 50 WHEN 0 THEN 'submitted' ELSE 'rejected' END, CASE dice % 50 WHEN 0 THEN 2 ELSE 3 END, $1::int,
			since, application, teacher, 'teacher', 'По семейным обстоятельствам', encode(sha256('paper'), 'hex'), encode(sha256('paper'), 'hex'),
			since, since, CASE dice % 50 WHEN 0 THEN NULL ELSE 'Нет подписи' END
		FROM applicant WHERE dice % 50 IN (0, 1) AND way = $2::int`,

	/** $1 the day. Schedules of every municipality: $2 periods with their state, days and steps. */
	schedules: `
		INSERT INTO "Schedule" ("id", "state", "version", "machineVersion", "stateSince", "periodId", "municipalityCode", "closesOn", "orderNumber",
			"orderDate", "municipalityName")
		SELECT ${id("schedule", `m."code" || p.id`)}, p.state, p.version, $1::int, p.since, p.id, m."code", p.closes,
			CASE p.state WHEN 'approved' THEN '1522-р' END, CASE p.state WHEN 'approved' THEN p.published END,
			CASE p.state WHEN 'approved' THEN m."name" ELSE '' END
		FROM "Municipality" m, jsonb_to_recordset($2::jsonb) AS p(id text, state text, version int, since timestamptz, closes text, published text)
		RETURNING "id", "state", "stateSince" AS since`,
	periods: `
		INSERT INTO "Period" ("id", "createdAt") SELECT value, $2::timestamptz FROM jsonb_array_elements_text($1::jsonb)`,

	/**
	 * $1 experts of the capital, $2 the day, $3 the school year. Other municipalities have a few. Each came by an invitation and
	 * stands on the roster.
	 */
	experts: `
		CREATE TEMP TABLE expert AS
		WITH e AS (
			SELECT m."code" AS municipality, k, CASE m."code" WHEN 'tomsk' THEN $1::int ELSE greatest(2, 1 + $1::int / 25) END AS among,
				${id("expert", `m."code" || k`)} AS person, ('x' || left(md5(m."code" || k), 7))::bit(28)::int AS dice,
				o."id" AS organisation, o."name" AS workplace
			FROM "Municipality" m
			CROSS JOIN LATERAL generate_series(0, CASE m."code" WHEN 'tomsk' THEN $1::int ELSE greatest(2, 1 + $1::int / 25) END - 1) AS k
			CROSS JOIN LATERAL (SELECT min("id") AS "id", min("name") AS "name" FROM "Organisation" o WHERE o."municipalityCode" = m."code") o),
		named AS (SELECT e.*, ${pick(SURNAMES, "dice")} AS surname, ${pick(NAMES, "dice / 41")} AS name,
			${pick(PATRONYMICS, "dice / 479")} AS patronymic FROM e)
		SELECT e.*, ${POST} AS post FROM named e JOIN "Position" p ON p."code" = (SELECT min("code") FROM "Position");
		CREATE INDEX ON expert (municipality, k);
		CREATE TEMP TABLE team AS SELECT DISTINCT municipality, among FROM expert;
		ANALYZE expert; ANALYZE team`,
	expertPeople: `
		INSERT INTO "Person" ("id", "username", "surname", "name", "patronymic", "sex", "searchName", "email", "emailConfirmedAt", "createdAt")
		SELECT person, 'expert' || municipality || k, surname, name, patronymic, 'f', translate(lower(surname || ' ' || name || ' ' || patronymic), 'ё', 'е'),
			'expert' || municipality || k || '@bench.example', $1::timestamptz, $1::timestamptz FROM expert`,
	expertRoles: `
		INSERT INTO "Engagement" ("id", "personId", "role", "municipalityCode", "organisationId", "positionCode", "from")
		SELECT ${id("expertise", "person")}, person, 'expert', municipality, organisation, (SELECT min("code") FROM "Position"),
			$1::timestamptz - interval '1 year' FROM expert`,
	roster: `
		INSERT INTO "RosterEntry" ("id", "expertId", "municipalityCode", "schoolYear", "order")
		SELECT ${id("roster", "person")}, person, municipality, $1, '1400-р' FROM expert`,
	invitations: `
		INSERT INTO "Invitation" ("id", "state", "version", "machineVersion", "stateSince", "role", "municipalityCode", "email", "subject", "message",
			"tokenHash", "expiresAt", "acceptedById", "createdAt")
		SELECT ${id("invitation", "person")}, 'accepted', 2, $2::int, $1::timestamptz, 'expert', municipality, 'expert' || municipality || k || '@bench.example',
			'Приглашение', 'Приглашаем', md5(person), $1::timestamptz + interval '1 day', person, $1::timestamptz FROM expert
		RETURNING "id", "stateSince" AS since`,

	/** Those who have still to file are listed once, and not one by one while everybody is filled in. */
	awaitedAtTheEnd: `
		ALTER TABLE "Engagement" DISABLE TRIGGER awaited_job_added;
		ALTER TABLE "Application" DISABLE TRIGGER teacher_awaited_added`,
	awaited: `
		INSERT INTO "AwaitedTeacher"
			("municipalityCode", "personId", "searchName", "email", "organisation", "formed", "phone", "registeredAt") TABLE awaited_now;
		ALTER TABLE "Engagement" ENABLE TRIGGER awaited_job_added;
		ALTER TABLE "Application" ENABLE TRIGGER teacher_awaited_added`,

	/** Former sittings: $1 how many, $2 the day, $3 the moment. */
	former: `
		INSERT INTO "Sitting" ("id", "heldOn", "startsAt", "place", "protocolNumber", "createdAt")
		SELECT 'sitting-' || n, to_char($2::date - n, 'YYYY-MM-DD'), '10:00', 'Томск, улица Примерная, 1', n::text, $3::timestamptz
		FROM generate_series(1, $1::int - 1) AS n`,

	/** The last sitting, and the next one. $1, $2 their days, $3 the moment. */
	sittings: `
		INSERT INTO "Sitting" ("id", "heldOn", "startsAt", "place", "protocolNumber", "createdAt")
		VALUES ('sitting-held', $1, '10:00', 'Томск, улица Примерная, 1', '1', $3::timestamptz),
			('sitting-next', $2, '10:00', 'Томск, улица Примерная, 1', NULL, $3::timestamptz)`,
} as const
