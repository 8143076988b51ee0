-- Who never marks anything as read has everything unread, and each list of channels counts it: from this index alone, which therefore has
-- all columns that are asked for.
CREATE INDEX messages_unread ON messages (place_id, seq, author_id, kind, parent_id) WHERE parent_id IS NULL;
