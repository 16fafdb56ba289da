-- An account that an operator has merged into another one of the same person. It stays closed for good.
ALTER TABLE "Person" ADD COLUMN "mergedIntoId" TEXT;
