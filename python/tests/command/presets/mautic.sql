-- A small Mautic: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE mau_leads (id BIGINT UNSIGNED PRIMARY KEY, date_identified DATETIME, firstname VARCHAR(191), lastname VARCHAR(191), email VARCHAR(191), country VARCHAR(191), points INT);
CREATE TABLE mau_lead_donotcontact (id INT PRIMARY KEY, lead_id BIGINT UNSIGNED, date_added DATETIME, reason SMALLINT, channel VARCHAR(191), comments TEXT);
CREATE TABLE mau_page_hits (id BIGINT UNSIGNED PRIMARY KEY, lead_id BIGINT UNSIGNED, date_hit DATETIME, redirect_id BIGINT UNSIGNED, email_id INT, url TEXT);
CREATE TABLE mau_form_submissions (id INT PRIMARY KEY, form_id INT, lead_id BIGINT UNSIGNED, date_submitted DATETIME);
CREATE TABLE mau_companies (id INT PRIMARY KEY, companyname VARCHAR(191));
CREATE TABLE mau_companies_leads (company_id INT, lead_id BIGINT UNSIGNED, date_added DATETIME, is_primary TINYINT(1));

INSERT INTO mau_leads VALUES (1, '2026-01-01 10:00:00', 'Ada', 'L', 'ada@example.com', 'Germany', 10), (2, '2026-01-02 10:00:00', 'Bo', NULL, 'bo@example.com', '', 0), (3, NULL, NULL, NULL, NULL, 'France', 0),
  (4, '2026-01-03 10:00:00', 'Cy', NULL, 'cy@example.com', NULL, 0), (5, '2026-01-03 10:00:00', 'Dee', NULL, 'dee@example.com', NULL, 0), (6, '2026-01-03 10:00:00', 'Telephone only', NULL, '', NULL, 0);
INSERT INTO mau_lead_donotcontact VALUES (1, 2, '2026-02-01 10:00:00', 1, 'email', NULL), (2, 4, '2026-02-01 10:00:00', 2, 'email', 'bounced'), (3, 5, '2026-02-01 10:00:00', 3, 'sms', 'by hand'), (4, 3, '2026-02-01 10:00:00', 1, 'email', NULL);
INSERT INTO mau_page_hits VALUES (1, 1, '2026-03-01 10:00:00', 7, 3, 'https://example.com'), (2, 1, '2026-03-01 10:00:00', NULL, NULL, 'https://example.com/page'), (3, 3, '2026-03-01 10:00:00', 7, 3, 'x'), (4, 2, '2026-03-02 10:00:00', 7, 3, 'x');
INSERT INTO mau_form_submissions VALUES (1, 1, 1, '2026-03-03 10:00:00'), (2, 1, NULL, '2026-03-03 10:00:00');
INSERT INTO mau_companies VALUES (1, 'Acme');
INSERT INTO mau_companies_leads VALUES (1, 1, '2026-01-01 10:00:00', 1), (1, 3, '2026-01-01 10:00:00', 1);
