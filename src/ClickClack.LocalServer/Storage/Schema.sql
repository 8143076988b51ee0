CREATE TABLE workspaces (
    id TEXT PRIMARY KEY,
    route_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    icon_url TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner_user_id TEXT,
    display_name TEXT NOT NULL,
    handle TEXT NOT NULL DEFAULT '',
    avatar_url TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    former_handle TEXT,
    deleted_at TEXT
) WITHOUT ROWID;

-- A deleted bot's handle is emptied, so it is free again.
CREATE UNIQUE INDEX users_handle ON users (handle) WHERE handle <> '';

CREATE TABLE members (
    workspace_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    joined_at TEXT NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
) WITHOUT ROWID;

CREATE INDEX members_user ON members (user_id);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE bot_tokens (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    bot_user_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_by TEXT,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at TEXT,
    setup_nonce TEXT,
    setup_request TEXT
) WITHOUT ROWID;

CREATE INDEX bot_tokens_bot ON bot_tokens (bot_user_id);
CREATE UNIQUE INDEX bot_tokens_setup_nonce ON bot_tokens (workspace_id, created_by, setup_nonce) WHERE setup_nonce IS NOT NULL;

CREATE TABLE bot_commands (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    bot_user_id TEXT NOT NULL,
    command TEXT NOT NULL,
    description TEXT NOT NULL,
    args_hint TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (workspace_id, bot_user_id, command)
) WITHOUT ROWID;

CREATE TABLE channels (
    id TEXT PRIMARY KEY,
    route_id TEXT NOT NULL UNIQUE,
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    display_title TEXT,
    kind TEXT NOT NULL,
    created_at TEXT NOT NULL,
    archived_at TEXT,
    external_managed INTEGER NOT NULL DEFAULT 0,
    external_ref TEXT,
    external_url TEXT,
    sidebar_section TEXT,
    last_seq INTEGER NOT NULL DEFAULT 0,
    UNIQUE (workspace_id, name)
) WITHOUT ROWID;

CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    route_id TEXT NOT NULL UNIQUE,
    workspace_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- Both ids of a 1:1 conversation, of which there is one per pair; null for a group.
    pair TEXT,
    last_seq INTEGER NOT NULL DEFAULT 0,
    UNIQUE (workspace_id, pair)
) WITHOUT ROWID;

CREATE TABLE conversation_members (
    conversation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    closed_at TEXT,
    PRIMARY KEY (conversation_id, user_id)
) WITHOUT ROWID;

CREATE INDEX conversation_members_user ON conversation_members (user_id);

CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    route_id TEXT UNIQUE,
    workspace_id TEXT NOT NULL,
    -- The channel or the direct conversation.
    place_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    root_id TEXT NOT NULL,
    -- Null for a root, else root_id.
    parent_id TEXT,
    -- Of a root within its place, of a reply within its thread.
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    turn_id TEXT,
    nonce TEXT,
    body TEXT NOT NULL,
    quoted_id TEXT,
    quoted_body TEXT,
    quoted_author_id TEXT,
    created_at TEXT NOT NULL,
    edited_at TEXT,
    deleted_at TEXT
) WITHOUT ROWID;

CREATE UNIQUE INDEX messages_roots ON messages (place_id, seq) WHERE parent_id IS NULL;
CREATE UNIQUE INDEX messages_replies ON messages (parent_id, seq) WHERE parent_id IS NOT NULL;
CREATE UNIQUE INDEX messages_nonce ON messages (author_id, nonce) WHERE nonce IS NOT NULL;

CREATE TABLE threads (
    root_id TEXT PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    last_reply_at TEXT NOT NULL,
    -- The latest three authors, newest first, separated by blanks.
    last_authors TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE reactions (
    message_id TEXT NOT NULL,
    emoji TEXT NOT NULL,
    user_id TEXT NOT NULL,
    PRIMARY KEY (message_id, emoji, user_id)
) WITHOUT ROWID;

CREATE TABLE pins (
    id TEXT PRIMARY KEY,
    channel_id TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    pinned_by TEXT NOT NULL,
    created_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX pins_channel ON pins (channel_id, id);

CREATE TABLE read_markers (
    place_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (place_id, user_id)
) WITHOUT ROWID;

CREATE TABLE events (
    cursor TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    type TEXT NOT NULL,
    channel_id TEXT,
    seq INTEGER,
    created_at TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- User ids separated by blanks.
    mentions TEXT,
    -- Seen by the members of this conversation only.
    conversation_id TEXT,
    -- Seen by these users only: ids separated by blanks.
    recipients TEXT
) WITHOUT ROWID;

CREATE INDEX events_log ON events (workspace_id, cursor);
