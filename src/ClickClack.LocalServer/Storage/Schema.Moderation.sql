CREATE TABLE member_moderation (
    workspace_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    timeout_until TEXT,
    blocked_at TEXT,
    note TEXT,
    moderated_by TEXT NOT NULL,
    moderated_at TEXT NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
) WITHOUT ROWID;

-- Guests see one channel only, which every event has to know.
CREATE INDEX members_guests ON members (workspace_id) WHERE role = 'guest';

-- What a guest has written lately.
CREATE INDEX messages_author ON messages (workspace_id, author_id, created_at);
