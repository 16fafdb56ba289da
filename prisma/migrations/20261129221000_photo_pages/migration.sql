-- Photographs of pages that are collected before they become one PDF, and links that let a telephone add to them.
ALTER TABLE "Token" ADD COLUMN     "about" TEXT NOT NULL DEFAULT '';

CREATE TABLE "PhotoPage" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "addedById" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PhotoPage_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "PhotoPage_applicationId_kind_place_idx" ON "PhotoPage"("applicationId", "kind", "place");

ALTER TABLE "PhotoPage" ADD CONSTRAINT "PhotoPage_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "PhotoPage" ADD CONSTRAINT "PhotoPage_fileHash_fkey" FOREIGN KEY ("fileHash") REFERENCES "StoredFile"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "PhotoPage" ADD CONSTRAINT "PhotoPage_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
