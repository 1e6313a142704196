-- Versions of programs, stored once: of analysis and of what makes digests.
CREATE TABLE maker (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

-- Texts, each once: SHA-256 of the UTF-8, and the text in zstd.
CREATE TABLE text (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, data BLOB NOT NULL);

-- Reports. key is (minutes from publication to the end of year 9999) * 1024 and
-- up, undated reports last: ascending is newest first.
CREATE TABLE report (
	key             INTEGER PRIMARY KEY,
	id              TEXT    NOT NULL UNIQUE,
	text            INTEGER NOT NULL REFERENCES text,
	url             TEXT    NOT NULL, -- url, given_publisher and given_published make the ID
	given_publisher TEXT    NOT NULL,
	given_published TEXT    NOT NULL,
	publisher       TEXT    NOT NULL,
	published       TEXT    NOT NULL,
	title           TEXT    NOT NULL,
	language        TEXT    NOT NULL,
	analysis        INTEGER NOT NULL REFERENCES maker,
	digest_maker    INTEGER NOT NULL REFERENCES maker,
	acquired        INTEGER NOT NULL  -- Unix microseconds of the last acquisition
);
CREATE INDEX report_text ON report (text);
CREATE INDEX report_url  ON report (url) WHERE url <> '';

-- Reports with a newer version.
CREATE TABLE superseded (key INTEGER PRIMARY KEY);

-- The record as JSON without the text, the link.Report as JSON without the words that
-- stand in the text and without fields that are zero, and the sheet, each in zstd;
-- source is the caller's JSON.
CREATE TABLE record (key INTEGER PRIMARY KEY, data BLOB NOT NULL, source BLOB);
CREATE TABLE digest (key INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE sheet  (key INTEGER PRIMARY KEY, data BLOB NOT NULL);

CREATE TABLE acquisition (
	id     INTEGER PRIMARY KEY,
	report INTEGER NOT NULL, -- key
	name   TEXT    NOT NULL,
	hash   TEXT    NOT NULL,
	given  TEXT    NOT NULL,
	size   INTEGER NOT NULL,
	at     INTEGER NOT NULL  -- Unix microseconds
);
CREATE INDEX acquisition_hash   ON acquisition (hash, given);
CREATE INDEX acquisition_report ON acquisition (report);

CREATE TABLE failure (
	name    TEXT    NOT NULL,
	hash    TEXT    NOT NULL,
	given   TEXT    NOT NULL,
	cause   TEXT    NOT NULL,
	message TEXT    NOT NULL,
	times   INTEGER NOT NULL,
	first   INTEGER NOT NULL,
	last    INTEGER NOT NULL,
	PRIMARY KEY (name)
) WITHOUT ROWID;
CREATE INDEX failure_cause ON failure (cause, name);

-- The full-text index: one row a report, all its tokens.
CREATE VIRTUAL TABLE find USING fts5 (tokens, content='', contentless_delete=1, tokenize='ascii');
-- The same of each statement, and of each event with a type, place or day: row
-- key * 4096 + number in the record. Later ones of a report are in find alone.
CREATE VIRTUAL TABLE statement_find USING fts5 (tokens, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE event_find     USING fts5 (tokens, content='', contentless_delete=1, tokenize='ascii');
-- Bytes of tokens to gather before a piece of index is written.
INSERT INTO find           (find,           rank) VALUES ('hashsize', 8388608);
INSERT INTO statement_find (statement_find, rank) VALUES ('hashsize', 8388608);
-- Every word of a text or field, by its stem.
CREATE TABLE word (stem TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (stem, word)) WITHOUT ROWID;

-- Dated events in order of time. long: more than a year between the bounds, so
-- that a search from a day on need not look at all that began before.
-- n is the event's place in the record, from 0; days are YYYYMMDD.
CREATE TABLE event (
	long     INTEGER NOT NULL,
	earliest INTEGER NOT NULL,
	latest   INTEGER NOT NULL,
	key      INTEGER NOT NULL,
	n        INTEGER NOT NULL,
	kind     INTEGER NOT NULL, -- value of its type
	PRIMARY KEY (long, earliest, latest, key, n)
) WITHOUT ROWID;
CREATE INDEX event_key ON event (key);

-- Names of actors, counted over current reports.
CREATE TABLE name (
	id       INTEGER PRIMARY KEY,
	name     TEXT    NOT NULL,
	kind     TEXT    NOT NULL,
	reports  INTEGER NOT NULL,
	mentions INTEGER NOT NULL,
	said     INTEGER NOT NULL,
	UNIQUE (name, kind)
);
CREATE INDEX name_reports ON name (reports DESC, id);
CREATE VIRTUAL TABLE name_find USING fts5 (tokens, content='', contentless_delete=1, tokenize='ascii');

-- What is counted of reports, each report's tally by itself; see tally.go. hash is FNV-1a of text; shown is
-- how a value is shown, where that is more. total is the sums over current reports, by
-- field: findings are statements, events or places; field 9 is where events were.
CREATE TABLE value (id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, text TEXT NOT NULL, shown TEXT);
CREATE INDEX value_hash ON value (hash);
CREATE TABLE tally (key INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE total (
	field    INTEGER NOT NULL,
	value    INTEGER NOT NULL,
	reports  INTEGER NOT NULL,
	findings INTEGER NOT NULL,
	PRIMARY KEY (field, value)
) WITHOUT ROWID;
CREATE INDEX total_reports ON total (field, reports DESC) WHERE reports > 1;
CREATE INDEX total_spot    ON total (findings DESC, reports DESC, value) WHERE field = 9;

-- What people decided. Only ever added to.
CREATE TABLE decision (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	kind    TEXT    NOT NULL,
	subject TEXT    NOT NULL,
	places  TEXT    NOT NULL, -- JSON of []link.Place
	verdict TEXT    NOT NULL,
	value   TEXT    NOT NULL,
	by      TEXT    NOT NULL,
	at      INTEGER NOT NULL,
	undoes  INTEGER           -- id
);
CREATE INDEX decision_subject ON decision (subject, id);
CREATE INDEX decision_undoes  ON decision (undoes) WHERE undoes IS NOT NULL;

-- What linking found, replaced as a whole. n is the place in the order of lists; data is
-- JSON in zstd. Claims, identities and occurrences are many and small, so some at a
-- time are packed together, a line each: first is the n of the first; claims without
-- what their rows have. linked has the key of the reports. report, and first of a
-- claim, are numbers in linked_report.
CREATE TABLE linked (key TEXT NOT NULL);
CREATE TABLE linked_report (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE claim (
	n        INTEGER PRIMARY KEY,
	id       TEXT    NOT NULL UNIQUE,
	sentence TEXT    NOT NULL,
	reports  INTEGER NOT NULL,
	resting  INTEGER NOT NULL, -- reports that tell it as so
	least    INTEGER NOT NULL,
	most     INTEGER NOT NULL,
	first    INTEGER NOT NULL, -- 0: none
	against  TEXT    NOT NULL  -- stances, with spaces between
);
CREATE TABLE claim_bundle (first INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE VIRTUAL TABLE claim_find USING fts5 (tokens, content='', columnsize=0, tokenize='ascii');
CREATE TABLE carrier (report INTEGER NOT NULL, start INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (report, start, claim)) WITHOUT ROWID;
CREATE TABLE identity (
	n       INTEGER PRIMARY KEY,
	id      TEXT    NOT NULL UNIQUE,
	name    TEXT    NOT NULL,
	kind    TEXT    NOT NULL,
	country TEXT    NOT NULL,
	reports INTEGER NOT NULL
);
CREATE TABLE identity_bundle (first INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE VIRTUAL TABLE identity_find USING fts5 (tokens, content='', columnsize=0, tokenize='ascii');
CREATE TABLE member (report INTEGER NOT NULL, actor TEXT NOT NULL, identity INTEGER NOT NULL, PRIMARY KEY (report, actor, identity)) WITHOUT ROWID;
CREATE TABLE copy (n INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, data BLOB NOT NULL);
CREATE INDEX copy_source ON copy (source);
CREATE INDEX copy_target ON copy (target);
CREATE TABLE occurrence_bundle (first INTEGER PRIMARY KEY, data BLOB NOT NULL);
-- Tellings of occurrences; reports is how many reports tell of the occurrence.
CREATE TABLE telling (
	report     INTEGER NOT NULL,
	event      TEXT    NOT NULL,
	occurrence INTEGER NOT NULL,
	reports    INTEGER NOT NULL,
	PRIMARY KEY (report, event, occurrence)
) WITHOUT ROWID;
