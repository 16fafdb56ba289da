-- Lists of applications are searched by a phone, however it is written: by its last ten digits.
CREATE INDEX "Person_phone_digits_idx" ON "Person" (right(regexp_replace("mobilePhone", '\D', '', 'g'), 10)) WHERE "mobilePhone" <> '';
