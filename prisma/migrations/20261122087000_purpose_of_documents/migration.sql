-- What a document is to an application; «role» is what a person has.
ALTER TABLE "Attachment" RENAME COLUMN "role" TO "purpose";
