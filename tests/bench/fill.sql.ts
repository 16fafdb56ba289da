/** One journal row: step `seq` of the way with this number. */
export interface Step {
	readonly way: number
	readonly seq: number
	readonly event: string
	readonly from: string | null
	readonly to: string
}

/** A key of ten digits that no other number has; a random one would meet another among so many people. */
export const paperKey = (of: string) => `lpad(to_hex((${of}::bigint * 777767777) % 1099511627776), 10, '0')`

const id = (kind: string, of: string) => `md5('${kind}' || ${of})::uuid::text`

/** A person (`e`) in a position (`p`), as papers name them. */
export const POST = `jsonb_build_object(
	'name', jsonb_build_object('surname', e.surname, 'name', e.name, 'patronymic', e.patronymic),
	'position', jsonb_build_object('subjectLink', p."subjectLink", 'cases', jsonb_build_object(
		'nominative', p."nominative", 'genitive', p."genitive", 'dative', p."dative", 'accusative', p."accusative",
		'instrumental', p."instrumental", 'prepositional', p."prepositional")),
	'subject', NULL, 'workplace', e.workplace)`

/** The statements that fill the database, in order, in one transaction. */
export const FILL = {
	/** $1 username, $2 role, $3 municipality, $4 hash of the session. */
	official: `
		WITH person AS (
			INSERT INTO "Person" ("id", "username", "surname", "name", "patronymic", "sex", "email", "emailConfirmedAt", "workPhone", "createdAt")
			VALUES (${id("official", "$1::text")}, $1, 'Проверкина', 'Нагрузка', 'Серверовна', 'f', $1 || '@bench.example', now(), '8 (3822) 00-00-00', now())
			RETURNING "id"),
		session AS (
			INSERT INTO "Session" ("id", "personId", "expiresAt") SELECT $4, "id", now() + interval '12 hours' FROM person)
		INSERT INTO "Engagement" ("id", "personId", "role", "municipalityCode", "from")
		SELECT ${id("office", "$1::text")}, "id", $2, $3, now() - interval '1 year' FROM person`,

	/**
	 * $1 number of applicants, $2 percentages of the ways. Almost half of the applicants work in the regional capital.
	 * Everything else is spread evenly, and the same in each run.
	 */
	applicants: `
		CREATE TEMP TABLE applicant ON COMMIT DROP AS
		WITH place AS (SELECT row_number() OVER (ORDER BY "municipalityCode", "name") - 1 AS k, count(*) OVER () AS places,
				"id", "municipalityCode" FROM "Organisation"
				CROSS JOIN LATERAL generate_series(1, CASE "municipalityCode" WHEN 'tomsk' THEN 6 ELSE 1 END)),
			share AS (SELECT index - 1 AS way, sum(value::int) OVER (ORDER BY index) AS below
				FROM jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS s(value, index))
		SELECT n, (SELECT min(way) FROM share WHERE n * 37 % 100 < below)::int AS way,
			${id("teacher", "n")} AS teacher, ${id("job", "n")} AS job, ${id("application", "n")} AS application,
			place."id" AS organisation, place."municipalityCode" AS municipality,
			(ARRAY['Абрамова', 'Берёзкина', 'Воробьёва', 'Голубева', 'Ёлкина', 'Журавлёва', 'Зимина', 'Крылова', 'Лаптева', 'Щукина'])[1 + n % 10] AS surname,
			(ARRAY['Анна', 'Вера', 'Галина', 'Дарья', 'Елена', 'Жанна', 'Нина'])[1 + n % 7] AS name,
			(ARRAY['Андреевна', 'Борисовна', 'Викторовна', 'Петровна', 'Сергеевна'])[1 + n % 5] AS patronymic,
			now() - make_interval(mins => n * 97 % 40000) AS since
		FROM generate_series(1, $1::int) AS n JOIN place ON place.k = n % place.places`,

	persons: `
		INSERT INTO "Person" ("id", "paperKey", "username", "surname", "name", "patronymic", "sex", "searchName", "email", "emailConfirmedAt", "createdAt")
		SELECT teacher, ${paperKey("n")}, 'bench' || n, surname, name, patronymic, 'f', lower(surname || ' ' || name || ' ' || patronymic),
			'bench' || n || '@bench.example', since, since FROM applicant`,

	engagements: `
		INSERT INTO "Engagement" ("id", "personId", "role", "municipalityCode", "organisationId", "positionCode", "appointedOn", "from")
		SELECT job, teacher, 'teacher', municipality, organisation, (SELECT min("code") FROM "Position"), '2017-09-01', since FROM applicant`,

	/** $1 steps. */
	ways: `
		CREATE TEMP TABLE way ON COMMIT DROP AS
		SELECT * FROM jsonb_to_recordset($1::jsonb) AS step(way int, seq int, event text, "from" text, "to" text)`,

	/** $1 the form, $2 version of the machine. */
	applications: `
		INSERT INTO "Application" ("id", "state", "version", "machineVersion", "stateSince", "teacherId", "engagementId", "createdAt",
			"form", "municipalityCode", "organisationId", "positionCode", "fullName", "searchName", "claimedCategory", "procedure",
			"attestationForm", "submittedAt", "receivedOn", "reviewDueOn", "journalYear", "journalNumber", "registeredAt")
		SELECT a.application, w."to", w.seq, $2::int, a.since, a.teacher, a.job, a.since - interval '20 days',
			$1::jsonb || jsonb_build_object('surname', a.surname, 'name', a.name, 'patronymic', a.patronymic, 'engagementId', a.job),
			a.municipality, a.organisation, (SELECT min("code") FROM "Position"), a.surname || ' ' || a.name || ' ' || a.patronymic,
			lower(a.surname || ' ' || a.name || ' ' || a.patronymic), 'first', 'general', 'in_person',
			a.since, to_char(a.since, 'YYYY-MM-DD'), to_char(a.since + interval '30 days', 'YYYY-MM-DD'),
			CASE WHEN r.number IS NOT NULL THEN extract(year FROM now())::int END, r.number, CASE WHEN r.number IS NOT NULL THEN a.since END
		FROM applicant a
		JOIN way w ON w.way = a.way AND w.seq = (SELECT max(seq) FROM way WHERE way.way = a.way)
		LEFT JOIN (SELECT n, row_number() OVER (PARTITION BY municipality ORDER BY n) AS number FROM applicant
			WHERE way IN (SELECT way FROM way WHERE event = 'application.register')) r ON r.n = a.n`,

	file: `
		INSERT INTO "StoredFile" ("hash", "size", "type", "extension", "pages", "storedAt")
		VALUES (encode(sha256('paper'), 'hex'), 184320, 'application/pdf', 'pdf', 2, now())`,

	/** With the data that notices and extracts are printed from. */
	revisions: `
		INSERT INTO "FormRevision" ("id", "applicationId", "number", "data", "fileHash", "formedAt")
		SELECT ${id("revision", "e.n")}, e.application, 1, jsonb_build_object('printed', '{}'::jsonb, 'draft', e.draft, 'teacher',
				${POST} || jsonb_build_object('genitive', e.draft ->> 'genitive', 'sex', 'f', 'municipality', m."name", 'phone', e.draft ->> 'phone', 'email', e.draft ->> 'email')),
			encode(sha256('paper'), 'hex'), e.since - interval '10 days'
		FROM (SELECT p.*, a."positionCode" AS code, a."form" - 'result1' - 'result2' AS draft, o."name" AS workplace
			FROM applicant p JOIN "Application" a ON a."id" = p.application JOIN "Organisation" o ON o."id" = p.organisation) e
		JOIN "Position" p ON p."code" = e.code JOIN "Municipality" m ON m."code" = e.municipality`,

	attachments: `
		INSERT INTO "Attachment" ("id", "applicationId", "kind", "purpose", "fileHash", "fileName", "revisionNumber", "addedById", "addedAt")
		SELECT ${id("paper", "n || paper.kind")}, application, paper.kind, paper.role, encode(sha256('paper'), 'hex'),
			surname || ' — ' || paper.name || '.pdf', CASE WHEN paper.role = 'application_scan' THEN 1 END, teacher, since - interval '5 days'
		FROM applicant CROSS JOIN (VALUES ('signed_application', 'application_scan', 'Заявление'), ('results_annex', 'results_annex', 'Приложение'),
			('publication', 'evidence', 'Публикация'), ('training', 'evidence', 'Удостоверение')) AS paper(kind, role, name)`,

	/** A session for an existing person. $1 person, $2 its hash. */

	/** $1 period, $2 last day on which it could be filled in, $3 day of the order, $4 approved at, $5 version of the machine. */
	schedule: `
		WITH period AS (INSERT INTO "Period" ("id", "createdAt") VALUES ($1, $4::timestamptz - interval '90 days') RETURNING "id")
		INSERT INTO "Schedule" ("id", "state", "version", "machineVersion", "stateSince", "periodId", "municipalityCode", "closesOn",
			"orderNumber", "orderDate")
		SELECT ${id("schedule", "'tomsk'")}, 'approved', 3, $5::int, $4::timestamptz, "id", 'tomsk', $2, '1522-р', $3 FROM period
		RETURNING "id"`,

	/** $1 schedule, $2 rows, $3 the way of its applications. */
	scheduled: `
		UPDATE "Application" SET "scheduleId" = $1 WHERE "id" IN (
			SELECT application FROM applicant WHERE way = $3::int AND municipality = 'tomsk' ORDER BY n LIMIT $2::int)`,

	/** Each application gets two of forty experts, at the posts that they had when they were assigned. */
	seats: `
		WITH expert AS (
			SELECT row_number() OVER (ORDER BY a.n) - 1 AS k, a.teacher, jsonb_build_object(
				'name', jsonb_build_object('surname', a.surname, 'name', a.name, 'patronymic', a.patronymic),
				'position', jsonb_build_object('subjectLink', p."subjectLink", 'cases', jsonb_build_object(
					'nominative', p."nominative", 'genitive', p."genitive", 'dative', p."dative", 'accusative', p."accusative",
					'instrumental', p."instrumental", 'prepositional', p."prepositional")),
				'subject', NULL, 'workplace', o."name") AS post
			FROM (SELECT * FROM applicant WHERE municipality = 'tomsk' AND way = 0 ORDER BY n LIMIT 40) AS a
			JOIN "Organisation" o ON o."id" = a.organisation
			JOIN "Position" p ON p."code" = (SELECT min("code") FROM "Position"))
		INSERT INTO "Seat" ("applicationId", "seat", "expertId", "post", "acceptedAt")
		SELECT a.application, s.seat, e.teacher, e.post, a.since - interval '10 days'
		FROM applicant a JOIN "Application" p ON p."id" = a.application AND p."scheduleId" IS NOT NULL
		CROSS JOIN (VALUES (1, 0), (2, 17)) AS s(seat, step) JOIN expert e ON e.k = (a.n + s.step) % 40`,

	counters: `
		INSERT INTO "Counter" ("key", "value")
		SELECT 'applications:' || "municipalityCode" || ':' || "journalYear", max("journalNumber") FROM "Application"
		WHERE "journalNumber" IS NOT NULL GROUP BY "municipalityCode", "journalYear"`,

	/** Marks the nightly check of the journal as done, because it does not belong to a day's load. */
	checked: `
		INSERT INTO "ReplayRun" ("id", "at", "tookMs", "subjects", "transitions", "differenceCount") VALUES ('bench', now(), 0, 0, 0, 0)`,
} as const
