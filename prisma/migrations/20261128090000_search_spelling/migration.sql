-- A search knows one kind of apostrophe and one kind of hyphen; names folded before are folded once more.
UPDATE "Person" SET "searchName" = translate("searchName", '''‘ʼ`´‐‑‒–—―−', '’’’’’-------')
WHERE "searchName" ~ '[''‘ʼ`´‐‑‒–—―−]';
UPDATE "Application" SET "searchName" = translate("searchName", '''‘ʼ`´‐‑‒–—―−', '’’’’’-------')
WHERE "searchName" ~ '[''‘ʼ`´‐‑‒–—―−]';
