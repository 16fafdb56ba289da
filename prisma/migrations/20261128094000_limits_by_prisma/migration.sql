-- rate-limiter-flexible keeps its counts through Prisma now, which writes a moment, not milliseconds.
ALTER TABLE "RateLimit" ALTER COLUMN "expire" TYPE timestamptz(3) USING to_timestamp("expire" / 1000.0);
