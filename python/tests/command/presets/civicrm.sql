-- A small CiviCRM: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE civicrm_contact (id INT UNSIGNED PRIMARY KEY, contact_type VARCHAR(64), display_name VARCHAR(128), do_not_email TINYINT DEFAULT 0, do_not_phone TINYINT DEFAULT 0, do_not_mail TINYINT DEFAULT 0,
  do_not_sms TINYINT DEFAULT 0, is_opt_out TINYINT NOT NULL DEFAULT 0, is_deceased TINYINT DEFAULT 0, is_deleted TINYINT NOT NULL DEFAULT 0, employer_id INT UNSIGNED);
CREATE TABLE civicrm_email (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, contact_id INT UNSIGNED, email VARCHAR(254), is_primary TINYINT, on_hold INT UNSIGNED NOT NULL DEFAULT 0);
CREATE TABLE civicrm_contribution (id INT UNSIGNED PRIMARY KEY, contact_id INT UNSIGNED, total_amount DECIMAL(20,2), currency VARCHAR(3), receive_date DATETIME, contribution_status_id INT UNSIGNED,
  is_test TINYINT DEFAULT 0, is_template TINYINT DEFAULT 0);
CREATE TABLE civicrm_option_group (id INT UNSIGNED PRIMARY KEY, name VARCHAR(64));
CREATE TABLE civicrm_option_value (id INT UNSIGNED PRIMARY KEY, option_group_id INT UNSIGNED, label VARCHAR(512), value VARCHAR(512), name VARCHAR(255));
CREATE TABLE civicrm_setting (id INT UNSIGNED PRIMARY KEY, name VARCHAR(255), value TEXT);
CREATE TABLE civicrm_address (id INT UNSIGNED PRIMARY KEY, contact_id INT UNSIGNED, is_primary TINYINT, country_id INT UNSIGNED);
CREATE TABLE civicrm_country (id INT UNSIGNED PRIMARY KEY, iso_code CHAR(2));
CREATE TABLE civicrm_mailing_job (id INT UNSIGNED PRIMARY KEY, is_test TINYINT);
CREATE TABLE civicrm_mailing_event_queue (id INT UNSIGNED PRIMARY KEY, job_id INT UNSIGNED, contact_id INT UNSIGNED);
CREATE TABLE civicrm_mailing_event_trackable_url_open (id INT UNSIGNED PRIMARY KEY, event_queue_id INT UNSIGNED, time_stamp TIMESTAMP);

INSERT INTO civicrm_contact (id, contact_type, display_name, do_not_email, do_not_phone, is_opt_out, is_deceased, is_deleted, employer_id) VALUES
  (1, 'Organization', 'Our own', 0, 0, 0, 0, 0, NULL), (2, 'Individual', 'Ada O''Brien', 0, 0, 0, 0, 0, 7), (3, 'Individual', 'Bo', 1, 0, 0, 0, 0, NULL), (4, 'Household', 'The Cys', 0, 0, 1, 0, 0, NULL),
  (5, 'Individual', 'Dead', 0, 0, 0, 1, 0, NULL), (6, 'Individual', 'Deleted', 0, 0, 0, 0, 1, NULL), (7, 'Organization', 'Acme', 0, 0, 0, 0, 0, NULL), (8, 'Individual', 'Dee', 0, 0, 0, 0, 0, 1), (9, 'Individual', 'Eve', 0, 1, 0, 0, 0, NULL);
INSERT INTO civicrm_email (contact_id, email, is_primary, on_hold) VALUES (2, 'ada@example.com', 1, 0), (2, 'old@example.com', 0, 2), (8, 'dee@example.com', 1, 2), (3, 'bo@example.com', 1, 1);
INSERT INTO civicrm_option_group VALUES (1, 'payment_instrument'), (2, 'contribution_status');
INSERT INTO civicrm_option_value VALUES (1, 1, 'Cheque', '1', 'Completed'), (2, 2, 'Abgeschlossen', '11', 'Completed'), (3, 2, 'Offen', '2', 'Pending'), (4, 2, 'Erstattet', '7', 'Refunded'), (5, 2, 'Storniert', '3', 'Cancelled');
INSERT INTO civicrm_setting VALUES (1, 'defaultCurrency', 's:3:"EUR";'), (2, 'monetaryDecimalPoint', 's:1:",";');
INSERT INTO civicrm_contribution VALUES
  (1, 2, 100.00, 'EUR', '2026-01-10 10:00:00', 11, 0, 0), (2, 2, 25.50, 'EUR', '2026-02-10 10:00:00', 11, 0, 0), (3, 2, 900, 'EUR', '2026-02-11 10:00:00', 7, 0, 0), (4, 2, 900, 'EUR', '2026-02-12 10:00:00', 11, 1, 0),
  (5, 3, 40, 'EUR', '2026-02-12 10:00:00', 11, 0, 0), (6, 3, 40, 'USD', '2026-02-13 10:00:00', 11, 0, 0), (7, 4, 900, 'EUR', '2026-02-14 10:00:00', 2, 0, 0), (8, 4, 10, 'EUR', '2026-03-14 10:00:00', 11, 0, 0),
  (9, 7, 500, 'EUR', '2026-01-14 10:00:00', 11, 0, 0), (10, 8, 900, 'EUR', '2026-01-14 10:00:00', 1, 0, 0), (11, 5, 60, 'EUR', '2025-01-14 10:00:00', 11, 0, 0), (12, 8, 15, 'EUR', NULL, 11, 0, 1), (13, 6, 60, 'EUR', '2025-01-14 10:00:00', 11, 0, 0);
INSERT INTO civicrm_country VALUES (1082, 'DE');
INSERT INTO civicrm_address VALUES (1, 2, 1, 1082), (2, 3, 0, 1082), (3, 3, 1, NULL);
INSERT INTO civicrm_mailing_job VALUES (1, 0), (2, 1);
INSERT INTO civicrm_mailing_event_queue VALUES (1, 1, 2), (2, 2, 2);
INSERT INTO civicrm_mailing_event_trackable_url_open VALUES (1, 1, '2026-03-01 10:00:00'), (2, 2, '2026-03-01 09:00:00');
