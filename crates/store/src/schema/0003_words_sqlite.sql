drop table words;
-- Holds no text, only where which key stands; the keys are made by the caller and parted by spaces alone.
-- A row's number is (hour << 31) | post, so that rows are ordered by time.
create virtual table words using fts5 (
    keys,
    content = '',
    contentless_delete = 1,
    detail = full,
    tokenize = "ascii tokenchars '_.-@#*'"
);
