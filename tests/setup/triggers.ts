/**
 * Switches our own triggers on one table, or on all tables that have any. The owner of the tables may do this without
 * being a superuser.
 */
export const switchTriggers = (to: "ENABLE" | "DISABLE", table = "%") => `
	DO $$ DECLARE guarded regclass;
	BEGIN
		FOR guarded IN SELECT DISTINCT t.tgrelid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
			WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace AND c.relname LIKE '${table}'
		LOOP EXECUTE format('ALTER TABLE %s ${to} TRIGGER USER', guarded); END LOOP;
	END $$`
