-- A person's name beside what the offices list in the order of names: their jobs, the roster of experts, those who came by an
-- invitation. So one page, or the last one, is read from an index, without a look at everybody's name.
ALTER TABLE "Engagement" ADD COLUMN     "searchName" TEXT NOT NULL DEFAULT '';
ALTER TABLE "RosterEntry" ADD COLUMN     "searchName" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Invitation" ADD COLUMN     "searchName" TEXT NOT NULL DEFAULT '';

CREATE FUNCTION search_name_of(person text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT coalesce((SELECT p."searchName" FROM "Person" p WHERE p."id" = person), '')
$$;

-- Nothing of this changes who is awaited.
ALTER TABLE "Engagement" DISABLE TRIGGER awaited_job_changed;
UPDATE "Engagement" SET "searchName" = search_name_of("personId");
ALTER TABLE "Engagement" ENABLE TRIGGER awaited_job_changed;
UPDATE "RosterEntry" SET "searchName" = search_name_of("expertId");
UPDATE "Invitation" SET "searchName" = search_name_of("acceptedById") WHERE "acceptedById" IS NOT NULL;

CREATE FUNCTION job_knows_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."searchName" := search_name_of(NEW."personId");
	RETURN NEW;
END $$;
CREATE TRIGGER name_beside BEFORE INSERT OR UPDATE OF "personId" ON "Engagement" FOR EACH ROW EXECUTE FUNCTION job_knows_name();

CREATE FUNCTION roster_knows_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."searchName" := search_name_of(NEW."expertId");
	RETURN NEW;
END $$;
CREATE TRIGGER name_beside BEFORE INSERT OR UPDATE OF "expertId" ON "RosterEntry" FOR EACH ROW EXECUTE FUNCTION roster_knows_name();

CREATE FUNCTION invitation_knows_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."searchName" := search_name_of(NEW."acceptedById");
	RETURN NEW;
END $$;
CREATE TRIGGER name_beside BEFORE INSERT OR UPDATE OF "acceptedById" ON "Invitation" FOR EACH ROW EXECUTE FUNCTION invitation_knows_name();

CREATE INDEX "Invitation_acceptedById_idx" ON "Invitation" ("acceptedById");
CREATE FUNCTION person_changes_names_beside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "Engagement" SET "searchName" = NEW."searchName" WHERE "personId" = NEW."id";
	UPDATE "RosterEntry" SET "searchName" = NEW."searchName" WHERE "expertId" = NEW."id";
	UPDATE "Invitation" SET "searchName" = NEW."searchName" WHERE "acceptedById" = NEW."id";
	RETURN NULL;
END $$;
CREATE TRIGGER names_beside AFTER UPDATE OF "searchName" ON "Person" FOR EACH ROW
	WHEN (OLD."searchName" <> NEW."searchName") EXECUTE FUNCTION person_changes_names_beside();

-- The experts of a municipality by name, its roster, and those who came by an invitation, also of the whole region.
DROP INDEX "Engagement_role_municipalityCode_personId_idx";
CREATE INDEX "Engagement_role_municipalityCode_searchName_personId_idx"
	ON "Engagement" ("role", "municipalityCode", "searchName", "personId") INCLUDE ("to", "subjectId", "positionCode");
DROP INDEX "RosterEntry_municipalityCode_schoolYear_expertId_idx";
CREATE INDEX "RosterEntry_municipalityCode_schoolYear_searchName_id_idx"
	ON "RosterEntry" ("municipalityCode", "schoolYear", "searchName", "id") INCLUDE ("expertId");
CREATE INDEX "Invitation_came_idx" ON "Invitation" ("municipalityCode", "searchName", "createdAt", "id") INCLUDE ("role") WHERE "state" = 'accepted';
CREATE INDEX "Invitation_came_all_idx" ON "Invitation" ("searchName", "createdAt", "id") INCLUDE ("role", "municipalityCode") WHERE "state" = 'accepted';
