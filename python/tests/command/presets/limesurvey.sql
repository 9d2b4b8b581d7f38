-- A small LimeSurvey: one survey as LimeSurvey 4 to 6 store it, one as LimeSurvey 7 does, one that is anonymous and one without participants.
CREATE TABLE lime_surveys (sid INTEGER PRIMARY KEY, active VARCHAR(1), anonymized VARCHAR(1), language VARCHAR(50), datestamp VARCHAR(1)) COLLATE utf8mb4_unicode_ci;
CREATE TABLE lime_surveys_languagesettings (surveyls_survey_id INTEGER, surveyls_language VARCHAR(45), surveyls_title VARCHAR(200)) COLLATE utf8mb4_unicode_ci;
CREATE TABLE lime_questions (qid INTEGER PRIMARY KEY, parent_qid INTEGER, sid INTEGER, gid INTEGER, type VARCHAR(30), title VARCHAR(20), scale_id INTEGER DEFAULT 0) COLLATE utf8mb4_unicode_ci;
CREATE TABLE lime_answers (aid INTEGER PRIMARY KEY, qid INTEGER, code VARCHAR(5), sortorder INTEGER, scale_id INTEGER DEFAULT 0) COLLATE utf8mb4_unicode_ci;
CREATE TABLE lime_answer_l10ns (id INTEGER PRIMARY KEY, aid INTEGER, answer TEXT, language VARCHAR(20)) COLLATE utf8mb4_unicode_ci;
CREATE TABLE lime_participants (participant_id VARCHAR(50) PRIMARY KEY, firstname TEXT, lastname TEXT, email TEXT, blacklisted VARCHAR(1)) COLLATE utf8mb4_unicode_ci;
CREATE TABLE lime_tokens_111111 (tid INTEGER PRIMARY KEY, participant_id VARCHAR(50), firstname TEXT, lastname TEXT, email TEXT, emailstatus TEXT, token VARCHAR(36) COLLATE utf8mb4_bin, blacklisted VARCHAR(17)) COLLATE utf8mb4_unicode_ci;
CREATE TABLE lime_tokens_222222 (tid INTEGER PRIMARY KEY, participant_id VARCHAR(50), firstname TEXT, lastname TEXT, email TEXT, emailstatus TEXT, token VARCHAR(36) COLLATE utf8mb4_bin, blacklisted VARCHAR(17)) COLLATE utf8mb4_unicode_ci;
CREATE TABLE lime_survey_111111 (id INTEGER PRIMARY KEY, token VARCHAR(36) COLLATE utf8mb4_bin, submitdate DATETIME, lastpage INTEGER, 111111X1X10 VARCHAR(5), 111111X1X11SQ001 VARCHAR(5), 111111X1X11SQ002 VARCHAR(5), 111111X1X12 TEXT, 111111X1X13 VARCHAR(1));
CREATE TABLE lime_responses_222222 (id INTEGER PRIMARY KEY, token VARCHAR(36) COLLATE utf8mb4_bin, submitdate DATETIME, lastpage INTEGER, Q20 VARCHAR(1), Q21_S22 DECIMAL(30,10));
CREATE TABLE lime_survey_333333 (id INTEGER PRIMARY KEY, submitdate DATETIME, 333333X1X30 VARCHAR(5));

INSERT INTO lime_surveys VALUES (111111, 'Y', 'N', 'en', 'Y'), (222222, 'Y', 'N', 'de', 'N'), (333333, 'Y', 'Y', 'en', 'N'), (444444, 'N', 'N', 'en', 'N');
INSERT INTO lime_questions VALUES (10, 0, 111111, 1, 'L', 'satisfied', 0), (11, 0, 111111, 1, 'F', 'agree', 0), (14, 11, 111111, 1, 'T', 'SQ001', 0), (15, 11, 111111, 1, 'T', 'SQ002', 0),
  (12, 0, 111111, 1, 'T', 'comment', 0), (13, 0, 111111, 1, 'Y', 'again', 0), (20, 0, 222222, 2, '5', 'satisfied', 0), (21, 0, 222222, 2, 'K', 'nps', 0), (22, 21, 222222, 2, 'T', 'SQ001', 0),
  (30, 0, 333333, 1, 'L', 'satisfied', 0), (40, 0, 444444, 1, 'L', 'satisfied', 0);
INSERT INTO lime_answers VALUES (1, 10, 'AO01', 1, 0), (2, 10, 'AO02', 2, 0), (3, 10, 'AO03', 3, 0), (4, 11, '1', 3, 0), (5, 11, '5', 1, 0), (6, 30, '1', 1, 0);
INSERT INTO lime_answer_l10ns VALUES (1, 1, 'very satisfied', 'en'), (2, 2, 'so so', 'en'), (3, 3, 'dissatisfied', 'en'), (4, 4, 'disagree', 'en'), (5, 5, 'agree', 'en'), (6, 1, 'sehr zufrieden', 'de');
INSERT INTO lime_participants VALUES ('p1', 'Cy', 'C', 'CY@example.com', 'Y');
INSERT INTO lime_tokens_111111 VALUES (1, 'p0', 'Ada', 'L', 'Ada@Example.com', 'OK', 'tA', NULL), (2, NULL, 'Bob', 'B', 'bob@example.com', 'OptOut', 'tB', NULL), (3, 'p1', 'Cy', 'C', 'cy@example.com', 'OK', 'tC', NULL),
  (4, NULL, 'No', 'mail', '', 'OK', 'tD', NULL), (5, NULL, 'Dee', 'D', 'dee@example.com', 'OK', 'tE', NULL);
INSERT INTO lime_tokens_222222 VALUES (1, NULL, 'Ada', 'L', 'ada@example.com', 'OK', 'tA', NULL), (2, NULL, 'Hidden', 'by encryption', 'Zm9vYmFy', 'OK', 'tX', NULL);
INSERT INTO lime_survey_111111 VALUES (1, 'tA', '2026-03-01 10:00:00', 1, 'AO01', '5', '1', 'fine', 'Y'), (2, 'tB', '2026-03-02 10:00:00', 1, 'AO03', '', '5', '', 'N'), (3, 'tC', NULL, 0, 'AO02', NULL, NULL, NULL, NULL),
  (4, 'tD', '2026-03-03 10:00:00', 1, 'AO02', '5', '5', '', ''), (5, 'tE', '2026-03-04 10:00:00', 1, '-oth-', '1', '1', '', '');
INSERT INTO lime_responses_222222 VALUES (1, 'tA', '1980-01-01 00:00:00', 1, '4', 9.0000000000), (2, 'tX', '1980-01-01 00:00:00', 1, '1', 1.0000000000);
INSERT INTO lime_survey_333333 VALUES (1, '2026-03-01 10:00:00', '1');
