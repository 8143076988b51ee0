-- Uploads, search, topics, setup codes and what people set for themselves.

CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    nonce TEXT,
    filename TEXT NOT NULL,
    content_type TEXT NOT NULL,
    byte_size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    created_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX uploads_owner ON uploads (workspace_id, owner_id);
CREATE UNIQUE INDEX uploads_nonce ON uploads (owner_id, nonce) WHERE nonce IS NOT NULL;

-- Of messages that are not deleted; the id is the order in which they were attached.
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL,
    upload_id TEXT NOT NULL,
    UNIQUE (message_id, upload_id)
);

CREATE INDEX attachments_upload ON attachments (upload_id);

CREATE TABLE topics (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    -- Null for a topic of the whole workspace.
    channel_id TEXT,
    name TEXT NOT NULL,
    created_by TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (workspace_id, channel_id, name)
) WITHOUT ROWID;

ALTER TABLE messages ADD COLUMN topic_id TEXT;

CREATE TABLE channel_notifications (
    channel_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    preference TEXT NOT NULL,
    PRIMARY KEY (channel_id, user_id)
) WITHOUT ROWID;

CREATE TABLE user_settings (
    user_id TEXT PRIMARY KEY,
    pushover_enabled INTEGER NOT NULL DEFAULT 0,
    pushover_user_key TEXT NOT NULL DEFAULT '',
    color_mode TEXT NOT NULL DEFAULT '',
    board_theme TEXT NOT NULL DEFAULT '',
    message_layout TEXT NOT NULL DEFAULT '',
    density TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE setup_codes (
    id TEXT PRIMARY KEY,
    code_hash TEXT NOT NULL UNIQUE,
    bot_user_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    token_name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    defaults TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE UNIQUE INDEX setup_codes_token_name ON setup_codes (workspace_id, bot_user_id, token_name);

-- The full-text index knows rows by number, messages have none.
CREATE TABLE searchable (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE
);

CREATE VIRTUAL TABLE search USING fts5 (workspace_id, body, tokenize = 'porter unicode61');

INSERT INTO searchable (message_id) SELECT id FROM messages WHERE kind = 'message' ORDER BY id;

INSERT INTO search (rowid, workspace_id, body)
SELECT s.id, m.workspace_id, m.body FROM searchable s JOIN messages m ON m.id = s.message_id;

CREATE TRIGGER messages_insert AFTER INSERT ON messages WHEN new.kind = 'message'
BEGIN
    INSERT INTO searchable (message_id) VALUES (new.id);
    INSERT INTO search (rowid, workspace_id, body) VALUES (last_insert_rowid(), new.workspace_id, new.body);
END;

CREATE TRIGGER messages_update AFTER UPDATE OF body ON messages WHEN new.kind = 'message'
BEGIN
    UPDATE search SET body = new.body WHERE rowid = (SELECT id FROM searchable WHERE message_id = new.id);
END;

CREATE TRIGGER messages_delete AFTER DELETE ON messages WHEN old.kind = 'message'
BEGIN
    DELETE FROM search WHERE rowid = (SELECT id FROM searchable WHERE message_id = old.id);
    DELETE FROM searchable WHERE message_id = old.id;
END;
