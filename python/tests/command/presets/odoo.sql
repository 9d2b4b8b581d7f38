-- A small Odoo: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE res_currency (id integer, name text);
CREATE TABLE res_company (id integer, partner_id integer, currency_id integer);
CREATE TABLE res_currency_rate (currency_id integer, company_id integer, name date, rate numeric);
CREATE TABLE res_users (id integer, partner_id integer, active boolean, share boolean);
CREATE TABLE res_country (id integer, code text);
CREATE TABLE res_partner_industry (id integer, name jsonb);
CREATE TABLE res_partner (id integer, name text, active boolean, parent_id integer, type text, tz text, supplier_rank integer, customer_rank integer,
  country_id integer, industry_id integer, email_normalized text,
  scvm_consent_survey text, scvm_consent_survey_date date, scvm_consent_value text, scvm_consent_value_date date,
  scvm_consent_network text, scvm_consent_network_date date, scvm_consent_contact text, scvm_consent_contact_date date,
  scvm_referred_by_id integer, scvm_referred_on date);
CREATE TABLE account_move (id integer, partner_id integer, company_id integer, state text, move_type text, invoice_date date, amount_untaxed_signed numeric);
CREATE TABLE survey_question (id integer, title jsonb, question_type text);
CREATE TABLE survey_question_answer (id integer, question_id integer, matrix_question_id integer, sequence integer, value jsonb);
CREATE TABLE survey_user_input (id integer, partner_id integer, state text, test_entry boolean, end_datetime timestamp, create_date timestamp);
CREATE TABLE survey_user_input_line (id integer, user_input_id integer, question_id integer, suggested_answer_id integer, matrix_row_id integer,
  skipped boolean, value_numerical_box double precision, value_scale integer);
CREATE TABLE mail_blacklist (email text, active boolean, write_date timestamp);
CREATE TABLE mail_message (id integer, author_id integer, message_type text, date timestamp);

INSERT INTO res_currency VALUES (1, 'EUR'), (2, 'USD');
INSERT INTO res_company VALUES (1, 1, 1), (2, 3, 2);
INSERT INTO res_currency_rate VALUES (1, 2, '2026-01-01', 0.9), (2, NULL, '2000-01-01', 1);
INSERT INTO res_country VALUES (1, 'DE');
INSERT INTO res_partner_industry VALUES (1, '{"en_US": "Energy"}');
INSERT INTO res_partner (id, name, active, parent_id, type, tz, supplier_rank, customer_rank, country_id, industry_id, email_normalized) VALUES
  (1, 'Own company', true, NULL, 'contact', 'Europe/Berlin', 0, 0, 1, NULL, NULL),
  (2, 'Staff', true, 1, 'contact', 'Europe/Berlin', 0, 0, NULL, NULL, NULL),
  (3, 'Second own company', true, NULL, 'contact', NULL, 0, 0, NULL, NULL, NULL),
  (10, 'Ada', true, NULL, 'contact', NULL, 0, 1, 1, 1, 'ada@example.com'),
  (11, 'Ada''s bookkeeping', true, 10, 'invoice', NULL, 0, 0, NULL, NULL, NULL),
  (12, 'Ben', true, NULL, 'contact', NULL, 1, 1, NULL, NULL, 'ben@example.com'),
  (13, 'A mere vendor', true, NULL, 'contact', NULL, 1, 0, NULL, NULL, NULL),
  (14, 'Archived', false, NULL, 'contact', NULL, 0, 1, NULL, NULL, NULL),
  (15, 'Cleo, who has a portal', true, 10, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (16, 'Dan', true, NULL, 'contact', NULL, 0, 1, NULL, NULL, NULL);
INSERT INTO res_users VALUES (1, 2, true, false), (2, 15, true, true);
UPDATE res_partner SET scvm_referred_by_id = 10, scvm_referred_on = '2026-01-03' WHERE id = 12;
UPDATE res_partner SET scvm_consent_contact = 'granted', scvm_consent_contact_date = '2026-02-01' WHERE id IN (10, 12);
UPDATE res_partner SET scvm_consent_survey = 'withdrawn', scvm_consent_survey_date = '2026-02-01', scvm_consent_value = 'withdrawn', scvm_consent_value_date = '2026-02-01',
  scvm_consent_network = 'refused', scvm_consent_network_date = '2026-02-01' WHERE id = 16;
INSERT INTO mail_blacklist VALUES ('ben@example.com', true, '2026-01-05 10:00'), ('ada@example.com', false, '2026-03-05 10:00');

INSERT INTO account_move VALUES
  (1, 10, 1, 'posted', 'out_invoice', '2026-01-10', 100), (2, 10, 1, 'posted', 'out_refund', '2026-02-10', -20),
  (3, 11, 1, 'posted', 'out_invoice', '2026-03-10', 50.5), (4, 10, 1, 'draft', 'out_invoice', '2026-03-11', 999),
  (5, 10, 1, 'posted', 'in_invoice', '2026-03-12', -999), (6, 10, 1, 'posted', 'entry', '2026-03-12', 999),
  (7, 12, 2, 'posted', 'out_invoice', '2026-01-10', 110), (8, 12, 2, 'posted', 'out_invoice', '2025-12-10', 70),
  (9, 12, 1, 'posted', 'out_receipt', '2026-03-01', 5), (10, 13, 1, 'posted', 'out_invoice', '2026-03-01', 999),
  (11, 16, 1, 'posted', 'out_invoice', '2026-03-01', 30);

INSERT INTO survey_question VALUES (1, '{"en_US": "Satisfied?", "de_DE": "Zufrieden?"}', 'simple_choice'), (2, '{"en_US": "How loyal?"}', 'simple_choice'),
  (3, '{"en_US": "Recommend?"}', 'scale'), (4, '{"en_US": "Years?"}', 'numerical_box'), (5, '{"en_US": "How was"}', 'matrix'), (6, '{"en_US": "Anything else?"}', 'text_box');
INSERT INTO survey_question_answer VALUES
  (1, 1, NULL, 1, '{"en_US": "0 - poor"}'), (2, 1, NULL, 2, '{"en_US": "5"}'), (3, 1, NULL, 3, '{"en_US": "10 - great"}'),
  (4, 2, NULL, 10, '{"en_US": "very loyal"}'), (5, 2, NULL, 10, '{"en_US": "loyal"}'), (6, 2, NULL, 10, '{"en_US": "1st time here"}'),
  (7, 5, NULL, 1, '{"en_US": "bad"}'), (8, 5, NULL, 2, '{"en_US": "so so"}'), (9, 5, NULL, 3, '{"en_US": "good"}'),
  (10, NULL, 5, 1, '{"en_US": "the price"}'), (11, NULL, 5, 2, '{"en_US": "the service"}');
INSERT INTO survey_user_input VALUES
  (1, 10, 'done', false, '2026-03-01 23:30', '2026-03-01 09:00'), (2, 12, 'done', NULL, NULL, '2026-03-02 09:00'),
  (3, 12, 'in_progress', false, NULL, '2026-03-05 09:00'), (4, 12, 'done', true, '2026-03-06 09:00', '2026-03-06 09:00'),
  (5, NULL, 'done', false, '2026-03-06 09:00', '2026-03-06 09:00'), (6, 16, 'done', false, '2026-03-06 09:00', '2026-03-06 09:00');
INSERT INTO survey_user_input_line VALUES
  (1, 1, 1, 3, NULL, false, 0, 0), (2, 1, 2, 4, NULL, false, 0, 0), (3, 1, 3, NULL, NULL, false, 0, 8), (4, 1, 4, NULL, NULL, false, 2.5, 0),
  (5, 1, 5, 9, 10, false, 0, 0), (6, 1, 5, 7, 11, false, 0, 0), (7, 1, 6, NULL, NULL, true, 0, 0),
  (8, 2, 1, 2, NULL, false, 0, 0), (9, 2, 2, 6, NULL, false, 0, 0), (10, 2, 3, NULL, NULL, true, 0, 0),
  (11, 3, 1, 1, NULL, false, 0, 0), (12, 4, 1, 1, NULL, false, 0, 0), (13, 5, 1, 1, NULL, false, 0, 0), (14, 6, 1, 1, NULL, false, 0, 0);
INSERT INTO mail_message VALUES (1, 10, 'comment', '2026-03-01 12:00'), (2, 2, 'comment', '2026-03-01 12:00'), (3, 10, 'notification', '2026-03-01 12:00');
