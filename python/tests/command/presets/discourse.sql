-- A small Discourse: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE users (id integer, username text, name text, active boolean, staged boolean, admin boolean, moderator boolean);
CREATE TABLE user_emails (id integer, user_id integer, email text, "primary" boolean);
CREATE TABLE topics (id integer, title text, user_id integer, archetype text, deleted_at timestamp);
CREATE TABLE posts (id integer, user_id integer, topic_id integer, post_number integer, raw text, created_at timestamp, deleted_at timestamp, hidden boolean DEFAULT false,
  user_deleted boolean DEFAULT false, post_type integer DEFAULT 1, reply_to_user_id integer);
CREATE TABLE post_actions (id integer, post_id integer, user_id integer, post_action_type_id integer, created_at timestamp, deleted_at timestamp);
CREATE TABLE invites (id integer, invited_by_id integer, email text);
CREATE TABLE invited_users (id integer, invite_id integer, user_id integer, redeemed_at timestamp);

INSERT INTO users VALUES (-1, 'system', 'system', true, false, true, true), (1, 'sam', 'Sam', true, false, true, false), (2, 'ada', 'Ada', true, false, false, false), (3, 'bo', '', true, false, false, false),
  (4, 'cy', 'Cy', true, false, false, false), (5, 'mailed', NULL, true, true, false, false), (6, 'never', NULL, false, false, false, false);
INSERT INTO user_emails VALUES (1, -1, 'no_email', true), (2, 1, 'sam@shop.example', true), (3, 2, 'Ada@example.com', true), (4, 2, 'old@example.com', false), (5, 3, 'bo@example.com', true), (6, 4, 'cy@example.com', true),
  (7, 5, 'mailed@example.com', true), (8, 6, 'never@example.com', true);
INSERT INTO topics VALUES (1, 'How do I wash it?', 2, 'regular', NULL), (2, 'Private', 2, 'private_message', NULL), (3, 'Gone', 4, 'regular', '2026-03-02');
INSERT INTO posts (id, user_id, topic_id, post_number, raw, created_at, deleted_at, hidden, post_type, reply_to_user_id) VALUES
  (1, 2, 1, 1, 'How do I wash a canvas tote?', '2026-03-01 10:00', NULL, false, 1, NULL), (2, 3, 1, 2, 'By hand, at thirty degrees.', '2026-03-01 11:00', NULL, false, 1, NULL),
  (3, 4, 1, 3, 'I do it like that, too.', '2026-03-01 12:00', NULL, false, 1, 3), (4, 2, 1, 4, 'Thanks to both of you!', '2026-03-01 13:00', NULL, false, 1, NULL), (5, 4, 1, 5, 'Spam', '2026-03-01 14:00', NULL, true, 1, NULL),
  (6, 4, 1, 6, 'Withdrawn', '2026-03-01 14:00', '2026-03-02', false, 1, NULL), (7, 1, 1, 7, '', '2026-03-01 15:00', NULL, false, 3, NULL), (8, 2, 2, 1, 'A private word', '2026-03-01 15:00', NULL, false, 1, NULL),
  (9, 4, 3, 1, 'Gone with its topic', '2026-03-01 15:00', NULL, false, 1, NULL), (10, 5, 1, 8, 'By mail', '2026-03-01 16:00', NULL, false, 1, NULL);
INSERT INTO post_actions VALUES (1, 2, 2, 2, '2026-03-01 12:30', NULL), (2, 2, 4, 2, '2026-03-01 12:40', '2026-03-02'), (3, 2, 4, 3, '2026-03-01 12:40', NULL), (4, 2, 3, 2, '2026-03-01 12:50', NULL), (5, 8, 3, 2, '2026-03-01 12:50', NULL);
INSERT INTO invites VALUES (1, 2, 'cy@example.com'), (2, 2, 'nobody@example.com');
INSERT INTO invited_users VALUES (1, 1, 4, '2026-02-01 10:00'), (2, 2, NULL, NULL);
