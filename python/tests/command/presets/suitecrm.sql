-- A small SuiteCRM 7: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE contacts (id CHAR(36) PRIMARY KEY, date_entered DATETIME, first_name VARCHAR(100), last_name VARCHAR(100), primary_address_country VARCHAR(255), reports_to_id CHAR(36),
  lawful_basis TEXT, date_reviewed DATE, lawful_basis_source VARCHAR(100), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE contacts_cstm (id_c CHAR(36) PRIMARY KEY);
CREATE TABLE fields_meta_data (id VARCHAR(255) PRIMARY KEY, name VARCHAR(255), vname VARCHAR(255), comments VARCHAR(255), help VARCHAR(255), custom_module VARCHAR(255), type VARCHAR(255),
  len INT, required TINYINT(1), default_value VARCHAR(255), date_modified DATETIME, deleted TINYINT(1), audited TINYINT(1), massupdate TINYINT(1), duplicate_merge SMALLINT,
  reportable TINYINT(1), importable VARCHAR(255), ext1 VARCHAR(255), ext2 VARCHAR(255), ext3 VARCHAR(255), ext4 TEXT);
CREATE TABLE email_addresses (id CHAR(36) PRIMARY KEY, opt_out TINYINT(1) DEFAULT 0, confirm_opt_in VARCHAR(255), confirm_opt_in_date DATETIME, date_modified DATETIME, deleted TINYINT(1) DEFAULT 0);
CREATE TABLE email_addr_bean_rel (id CHAR(36) PRIMARY KEY, email_address_id CHAR(36), bean_id CHAR(36), bean_module VARCHAR(100), primary_address TINYINT(1) DEFAULT 0, deleted TINYINT(1));
CREATE TABLE aos_invoices (id CHAR(36) PRIMARY KEY, billing_account_id CHAR(36), billing_contact_id CHAR(36), total_amount DECIMAL(26,6), total_amount_usdollar DECIMAL(26,6),
  currency_id CHAR(36), invoice_date DATE, status VARCHAR(100), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE opportunities (id CHAR(36) PRIMARY KEY, amount DOUBLE, amount_usdollar DOUBLE, currency_id CHAR(36), date_closed DATE, sales_stage VARCHAR(255), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE opportunities_contacts (id CHAR(36) PRIMARY KEY, contact_id CHAR(36), opportunity_id CHAR(36), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE surveys (id CHAR(36) PRIMARY KEY, name VARCHAR(255), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE surveyquestions (id CHAR(36) PRIMARY KEY, name VARCHAR(255), survey_id CHAR(36), type VARCHAR(100), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE surveyquestionoptions (id CHAR(36) PRIMARY KEY, name VARCHAR(255), survey_question_id CHAR(36), sort_order INT, deleted TINYINT(1) DEFAULT 0);
CREATE TABLE surveyresponses (id CHAR(36) PRIMARY KEY, survey_id CHAR(36), contact_id CHAR(36), date_entered DATETIME, deleted TINYINT(1) DEFAULT 0);
CREATE TABLE surveyquestionresponses (id CHAR(36) PRIMARY KEY, surveyresponse_id CHAR(36), surveyquestion_id CHAR(36), answer TEXT, answer_bool TINYINT(1), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE surveyquestionoptions_surveyquestionresponses (id CHAR(36) PRIMARY KEY, surveyq72c7options_ida CHAR(36), surveyq10d4sponses_idb CHAR(36), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE campaign_log (id CHAR(36) PRIMARY KEY, target_id CHAR(36), target_type VARCHAR(100), activity_type VARCHAR(100), activity_date DATETIME, hits INT DEFAULT 0, deleted TINYINT(1) DEFAULT 0);
CREATE TABLE accounts (id CHAR(36) PRIMARY KEY, name VARCHAR(150), industry VARCHAR(50), parent_id CHAR(36), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE accounts_contacts (id CHAR(36) PRIMARY KEY, contact_id CHAR(36), account_id CHAR(36), date_modified DATETIME, deleted TINYINT(1) DEFAULT 0);
CREATE TABLE leads (id CHAR(36) PRIMARY KEY, date_entered DATETIME, contact_id CHAR(36), lawful_basis TEXT, date_reviewed DATE, lawful_basis_source VARCHAR(100), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE prospects (id CHAR(36) PRIMARY KEY, date_entered DATETIME, lead_id CHAR(36), lawful_basis TEXT, date_reviewed DATE, deleted TINYINT(1) DEFAULT 0);

INSERT INTO contacts (id, date_entered, first_name, last_name, primary_address_country, reports_to_id, lawful_basis, date_reviewed, deleted) VALUES
  ('ada', '2026-01-05 10:00:00', 'Ada', 'O''Brien', 'DE', '', '^consent^,^contract^', '2026-01-02', 0),
  ('bob', '2026-01-05 10:00:00', NULL, 'B', 'FR', 'ada', '^legitimate_interest^', NULL, 0),
  ('cy', '2026-01-05 10:00:00', 'Cy', NULL, NULL, NULL, '', NULL, 0),
  ('dan', '2026-01-05 10:00:00', 'Dan', 'D', NULL, NULL, '^consent^,^withdrawn^', '2026-02-01', 0),
  ('eve', '2026-01-05 10:00:00', 'Eve', 'Deleted', NULL, NULL, '^consent^', NULL, 1);
INSERT INTO contacts_cstm VALUES ('ada');
INSERT INTO email_addresses VALUES
  ('m1', 0, 'confirmed-opt-in', '2026-01-10 00:00:00', NULL, 0), ('m2', 1, NULL, NULL, '2026-02-03 00:00:00', 0), ('m3', 0, 'opt-in', NULL, NULL, 0), ('m4', 1, NULL, NULL, NULL, 1);
INSERT INTO email_addr_bean_rel VALUES
  ('r1', 'm1', 'ada', 'Contacts', 1, 0), ('r2', 'm2', 'ada', 'Contacts', 0, 0), ('r3', 'm2', 'bob', 'Contacts', 1, 0), ('r4', 'm3', 'cy', 'Contacts', 1, 0), ('r5', 'm4', 'cy', 'Contacts', 1, 0);
INSERT INTO aos_invoices VALUES
  ('i1', 'acme', 'ada', 100.5, 100.5, '-99', '2026-01-10', 'Paid', 0), ('i2', NULL, 'ada', 60, 30, 'usd', '2026-02-10', 'Paid', 0), ('i3', NULL, 'ada', 900, 900, '-99', '2026-02-10', 'Unpaid', 0),
  ('i4', NULL, 'bob', 40, 40, '', '2026-02-11', 'Paid', 0), ('i5', NULL, 'bob', 900, 900, NULL, '2026-02-12', 'Paid', 1), ('i6', NULL, 'bob', 7, 7, NULL, NULL, 'Paid', 0),
  ('i7', NULL, 'eve', 9, 9, '-99', '2026-02-12', 'Paid', 0), ('i8', 'acme', NULL, 500, 500, '-99', '2026-02-12', 'Paid', 0), ('i9', NULL, 'dan', 30, 30, NULL, '2026-03-01', 'Paid', 0);
INSERT INTO opportunities VALUES ('o1', 70, 35, 'usd', '2026-02-20', 'Closed Won', 0), ('o2', 70, 70, '-99', '2026-02-20', 'Proposal', 0);
INSERT INTO opportunities_contacts VALUES ('oc1', 'bob', 'o1', 0), ('oc2', 'ada', 'o1', 1), ('oc3', 'cy', 'o1', 0);
INSERT INTO surveys VALUES ('s', 'Customers', 0);
INSERT INTO surveyquestions VALUES ('q1', 'Satisfied?', 's', 'Radio', 0), ('q2', 'Recommend?', 's', 'Scale', 0), ('q3', 'With what?', 's', 'Matrix', 0), ('q4', 'Why?', 's', 'Textbox', 0), ('q5', 'Again?', 's', 'Checkbox', 0);
INSERT INTO surveyquestionoptions VALUES ('p1', '1 - poor', 'q1', 0, 0), ('p2', '2', 'q1', 1, 0), ('p3', '3', 'q1', 2, 0), ('p4', '4', 'q1', 3, 0), ('p5', '5 - great', 'q1', 4, 0),
  ('price', 'Price', 'q3', 0, 0);
INSERT INTO surveyresponses VALUES ('ra', 's', 'ada', '2026-03-01 10:00:00', 0), ('rc', 's', 'cy', '2026-03-02 10:00:00', 0), ('rn', 's', NULL, '2026-03-02 10:00:00', 0);
INSERT INTO surveyquestionresponses VALUES ('a1', 'ra', 'q1', NULL, NULL, 0), ('a2', 'ra', 'q2', '9', NULL, 0), ('a3', 'ra', 'q3', '0', NULL, 0), ('a4', 'ra', 'q4', 'Because', NULL, 0),
  ('a5', 'ra', 'q5', NULL, 1, 0), ('a6', 'rc', 'q1', NULL, NULL, 0), ('a7', 'rn', 'q1', NULL, NULL, 0), ('a8', 'rc', 'q2', '1', NULL, 1), ('a9', 'rc', 'q2', CONCAT('ten', CHAR(30), CHAR(31)), NULL, 0);
INSERT INTO surveyquestionoptions_surveyquestionresponses VALUES ('x1', 'p4', 'a1', 0), ('x2', 'p5', 'a1', 1), ('x3', 'p4', 'a1', 0), ('x4', 'price', 'a3', 0), ('x5', 'p2', 'a6', 0);
INSERT INTO campaign_log VALUES ('l1', 'ada', 'Contacts', 'Survey', '2026-03-01 10:00:00', 2, 0), ('l2', 'ada', 'Contacts', 'targeted', '2026-03-01 10:00:00', 0, 0),
  ('l3', 'ada', 'Leads', 'Survey', '2026-03-01 10:00:00', 0, 0), ('l4', 'ada', 'Contacts', 'Survey', '2026-03-01 10:00:00', 0, 1);
INSERT INTO accounts VALUES ('acme', 'ACME', 'Energy', 'group', 0), ('group', 'Group', NULL, NULL, 0), ('gone', 'Gone', 'Banking', NULL, 1);
INSERT INTO accounts_contacts VALUES ('k1', 'ada', 'acme', '2026-02-01 00:00:00', 0), ('k2', 'ada', 'group', '2026-01-01 00:00:00', 0), ('k3', 'bob', 'gone', '2026-01-01 00:00:00', 0), ('k4', 'bob', 'acme', NULL, 0);
INSERT INTO leads VALUES ('lead', '2025-12-01 00:00:00', 'bob', '^consent^', NULL, NULL, 0), ('purged', '2025-12-01 00:00:00', 'nobody', NULL, NULL, NULL, 0), ('open', '2025-12-01 00:00:00', NULL, NULL, NULL, NULL, 0);
INSERT INTO prospects VALUES ('target', '2025-11-01 00:00:00', 'lead', NULL, NULL, 0), ('dead', '2025-11-01 00:00:00', NULL, NULL, NULL, 1);
