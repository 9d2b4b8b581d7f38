-- A small EspoCRM with the extension: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE currency (id VARCHAR(3) PRIMARY KEY, rate DOUBLE);
CREATE TABLE account (id VARCHAR(17) PRIMARY KEY, name VARCHAR(249), industry VARCHAR(255), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE contact (id VARCHAR(17) PRIMARY KEY, first_name VARCHAR(100), last_name VARCHAR(100), do_not_call TINYINT(1) NOT NULL DEFAULT 0,
  address_country VARCHAR(255), account_id VARCHAR(17), deleted TINYINT(1) DEFAULT 0, scvm_legal_basis VARCHAR(255), scvm_legal_basis_date DATE);
CREATE TABLE email_address (id VARCHAR(17) PRIMARY KEY, opt_out TINYINT(1) NOT NULL DEFAULT 0, deleted TINYINT(1) DEFAULT 0);
CREATE TABLE entity_email_address (id BIGINT AUTO_INCREMENT PRIMARY KEY, entity_id VARCHAR(17), entity_type VARCHAR(100), email_address_id VARCHAR(17), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE opportunity (id VARCHAR(17) PRIMARY KEY, stage VARCHAR(255), amount DOUBLE, amount_currency VARCHAR(3), close_date DATE, contact_id VARCHAR(17), account_id VARCHAR(17),
  deleted TINYINT(1) DEFAULT 0);
CREATE TABLE contact_opportunity (id BIGINT AUTO_INCREMENT PRIMARY KEY, contact_id VARCHAR(17), opportunity_id VARCHAR(17), deleted TINYINT(1) DEFAULT 0);
CREATE TABLE campaign_log_record (id VARCHAR(17) PRIMARY KEY, parent_id VARCHAR(17), parent_type VARCHAR(100), action VARCHAR(50), action_date DATETIME,
  is_test TINYINT(1) NOT NULL DEFAULT 0, deleted TINYINT(1) DEFAULT 0);
CREATE TABLE scvm_answer (id VARCHAR(17) PRIMARY KEY, contact_id VARCHAR(17), name VARCHAR(255), value DOUBLE, answered_on DATE, wave INT, deleted TINYINT(1) DEFAULT 0);

INSERT INTO currency VALUES ('EUR', 1), ('USD', 0.5);
INSERT INTO account VALUES ('acme', 'Acme', 'Energy', 0), ('gone', 'Gone', 'Banking', 1);
INSERT INTO contact (id, last_name, do_not_call, address_country, account_id, deleted, scvm_legal_basis, scvm_legal_basis_date) VALUES
  ('ada', 'O''Brien', 0, 'DE', 'acme', 0, 'contract', '2026-01-02'),
  ('bob', 'B', 1, '', 'gone', 0, 'consent', NULL),
  ('cy', 'C', 0, NULL, NULL, 0, '', NULL),
  ('dan', 'D', 0, NULL, NULL, 0, 'withdrawn', '2026-02-01'),
  ('eve', 'Deleted', 0, NULL, NULL, 1, 'consent', NULL);
INSERT INTO email_address VALUES ('m1', 1, 0), ('m2', 0, 0), ('m3', 1, 1);
INSERT INTO entity_email_address (entity_id, entity_type, email_address_id, deleted) VALUES
  ('ada', 'Contact', 'm2', 0), ('ada', 'Lead', 'm1', 0), ('ada', 'Contact', 'm3', 0), ('cy', 'Contact', 'm2', 0), ('cy', 'Contact', 'm1', 0);
INSERT INTO opportunity VALUES
  ('o1', 'Closed Won', 100.5, 'EUR', '2026-01-10', 'ada', 'acme', 0), ('o2', 'Closed Won', 60, 'USD', '2026-02-10', 'ada', NULL, 0),
  ('o3', 'Closed Won', 40, 'EUR', '2026-02-11', NULL, 'acme', 0), ('o4', 'Closed Won', 7, 'GBP', '2026-02-12', 'bob', NULL, 0),
  ('o5', 'Closed Lost', 900, 'EUR', '2026-02-12', 'ada', NULL, 0), ('o6', 'Closed Won', 900, 'EUR', '2026-02-12', 'ada', NULL, 1),
  ('o7', 'Closed Won', 30, NULL, '2026-03-01', 'dan', NULL, 0), ('o8', 'Closed Won', 500, 'EUR', '2026-01-01', NULL, 'acme', 0),
  ('o9', 'Closed Won', 80, 'USD', '2026-02-15', NULL, 'acme', 0), ('o10', 'Closed Won', 900, 'EUR', '2026-02-15', NULL, 'gone', 0),
  ('o11', 'Closed Lost', 900, 'EUR', '2026-02-15', NULL, 'acme', 0), ('o12', 'Closed Won', 900, 'EUR', '2026-02-15', NULL, 'acme', 1),
  ('o13', 'Closed Won', 900, 'EUR', '2026-02-15', NULL, NULL, 0);
INSERT INTO contact_opportunity (contact_id, opportunity_id, deleted) VALUES
  ('ada', 'o1', 0), ('cy', 'o1', 0), ('cy', 'o3', 0), ('bob', 'o3', 0), ('ada', 'o3', 1), ('ada', 'o8', 1);
INSERT INTO campaign_log_record VALUES
  ('l1', 'ada', 'Contact', 'Clicked', '2026-03-01 10:00:00', 0, 0), ('l2', 'ada', 'Contact', 'Opened', '2026-03-01 10:00:00', 0, 0),
  ('l3', 'ada', 'Lead', 'Clicked', '2026-03-01 10:00:00', 0, 0), ('l4', 'ada', 'Contact', 'Clicked', '2026-03-01 10:00:00', 1, 0);
INSERT INTO scvm_answer VALUES
  ('a1', 'ada', 'Satisfied?', 4, '2026-03-01', 1, 0), ('a2', 'ada', 'Recommend?', 9, '2026-03-01', 1, 0),
  ('a3', 'ada', 'Satisfied?', 1, '2026-03-02', 1, 1), ('a4', 'cy', 'Satisfied?', 2, NULL, NULL, 0), ('a5', 'dan', 'Satisfied?', 5, '2026-03-01', 1, 0);
