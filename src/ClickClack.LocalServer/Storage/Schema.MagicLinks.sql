-- Only those who came with one have an address.
CREATE TABLE user_emails (
    user_id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE
) WITHOUT ROWID;

CREATE TABLE magic_links (
    token_hash TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    display_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) WITHOUT ROWID;
