-- The sex of a person without a patronymic was guessed from the first name. A guess is no answer: the owner is asked, unless
-- they have already confirmed the forms of their name.
UPDATE "Person" SET "sex" = '' WHERE "patronymic" = '' AND "casesConfirmedAt" IS NULL;
