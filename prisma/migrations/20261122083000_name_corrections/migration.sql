-- CreateTable
CREATE TABLE "NameCorrection" (
    "id" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "genitive" TEXT NOT NULL,
    "dative" TEXT NOT NULL,
    "accusative" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "suggestedAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),

    CONSTRAINT "NameCorrection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "NameCorrection_part_sex_word_genitive_dative_accusative_key" ON "NameCorrection"("part", "sex", "word", "genitive", "dative", "accusative");

-- One accepted answer per word, however many were suggested.
CREATE UNIQUE INDEX "NameCorrection_accepted_key" ON "NameCorrection" ("part", "sex", "word") WHERE "acceptedAt" IS NOT NULL;
CREATE INDEX "NameCorrection_word_idx" ON "NameCorrection" ("word") WHERE "acceptedAt" IS NOT NULL;
ALTER TABLE "NameCorrection" ADD CONSTRAINT "NameCorrection_part_check" CHECK ("part" IN ('surname', 'name', 'patronymic'));
ALTER TABLE "NameCorrection" ADD CONSTRAINT "NameCorrection_sex_check" CHECK ("sex" IN ('m', 'f'));
