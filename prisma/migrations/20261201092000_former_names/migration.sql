-- What an entry of the reference data said before somebody changed it. An application that the commission has decided on goes on
-- being shown with the names of that day.
CREATE TABLE "FormerEntry" (
    "id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "entry" JSONB NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FormerEntry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "FormerEntry_list_entryId_until_idx" ON "FormerEntry" ("list", "entryId", "until");
