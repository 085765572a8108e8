-- Failures of an address that many share halve as time passes: they are no whole numbers any more.
ALTER TABLE sign_in_failure ALTER COLUMN failures TYPE double precision;
