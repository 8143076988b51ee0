CREATE TABLE slash_commands (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    command TEXT NOT NULL,
    description TEXT NOT NULL,
    callback_url TEXT NOT NULL,
    signing_secret TEXT NOT NULL,
    bot_user_id TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
) WITHOUT ROWID;

CREATE UNIQUE INDEX slash_commands_active ON slash_commands (workspace_id, command) WHERE revoked_at IS NULL;

CREATE TABLE slash_invocations (
    id TEXT PRIMARY KEY,
    command_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    text TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at TEXT NOT NULL,
    response_status INTEGER,
    response_body TEXT,
    error TEXT,
    completed_at TEXT
) WITHOUT ROWID;

CREATE INDEX slash_invocations_user ON slash_invocations (workspace_id, user_id, created_at);

CREATE TABLE event_subscriptions (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    -- Event types separated by blanks, or * for all.
    event_types TEXT NOT NULL,
    callback_url TEXT NOT NULL,
    signing_secret TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
) WITHOUT ROWID;

CREATE INDEX event_subscriptions_active ON event_subscriptions (workspace_id) WHERE revoked_at IS NULL;

CREATE TABLE event_deliveries (
    id TEXT PRIMARY KEY,
    subscription_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    request TEXT NOT NULL,
    response_status INTEGER NOT NULL,
    response_body TEXT,
    error TEXT,
    created_at TEXT NOT NULL,
    completed_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX event_deliveries_subscription ON event_deliveries (subscription_id, id);
