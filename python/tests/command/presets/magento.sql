-- A small Magento: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE m2_core_config_data (config_id INT AUTO_INCREMENT PRIMARY KEY, scope VARCHAR(8), scope_id INT, path VARCHAR(255), value TEXT);
CREATE TABLE m2_customer_entity (entity_id INT UNSIGNED PRIMARY KEY, email VARCHAR(255), firstname VARCHAR(255), lastname VARCHAR(255), is_active SMALLINT UNSIGNED DEFAULT 1);
CREATE TABLE m2_sales_order_status_history (entity_id INT UNSIGNED PRIMARY KEY, parent_id INT UNSIGNED, status VARCHAR(32));
CREATE TABLE m2_sales_order (entity_id INT UNSIGNED PRIMARY KEY, state VARCHAR(32), status VARCHAR(32), customer_id INT UNSIGNED, customer_email VARCHAR(128), customer_firstname VARCHAR(128), customer_lastname VARCHAR(128),
  base_grand_total DECIMAL(20,4), base_total_paid DECIMAL(20,4), grand_total DECIMAL(20,4), base_currency_code VARCHAR(3), order_currency_code VARCHAR(3), created_at TIMESTAMP);
CREATE TABLE m2_sales_creditmemo (entity_id INT UNSIGNED PRIMARY KEY, order_id INT UNSIGNED, state INT, base_grand_total DECIMAL(20,4), created_at TIMESTAMP);
CREATE TABLE m2_newsletter_subscriber (subscriber_id INT UNSIGNED PRIMARY KEY, customer_id INT UNSIGNED DEFAULT 0, subscriber_email VARCHAR(150), subscriber_status INT, change_status_at TIMESTAMP NULL);

INSERT INTO m2_core_config_data (scope, scope_id, path, value) VALUES ('stores', 1, 'currency/options/base', 'USD'), ('default', 0, 'currency/options/base', 'EUR'), ('default', 0, 'general/locale/timezone', 'Europe/Berlin');
INSERT INTO m2_customer_entity VALUES (1, 'Ada@Example.com', 'Ada', 'L', 1), (2, 'bo@example.com', 'Bo', 'B', 1), (3, 'closed@example.com', 'C', 'C', 0);
INSERT INTO m2_sales_order VALUES
  (1, 'complete', 'complete', 1, 'ada@work.example', 'Ada', 'L', 100, 100, 110, 'EUR', 'USD', '2026-01-10 10:00:00'), (2, 'processing', 'processing', NULL, 'ada@example.com', 'Ada', 'L', 50.5, 50.5, 50.5, 'EUR', 'EUR', '2026-02-10 10:00:00'),
  (3, 'closed', 'closed', 2, 'bo@example.com', 'Bo', 'B', 900, 900, 900, 'EUR', 'EUR', '2026-01-11 10:00:00'), (4, 'canceled', 'canceled', 2, 'bo@example.com', 'Bo', 'B', 900, NULL, 900, 'EUR', 'EUR', '2026-01-12 10:00:00'),
  (5, 'processing', 'processing', 2, 'bo@example.com', 'Bo', 'B', 900, 0, 900, 'EUR', 'EUR', '2026-01-13 10:00:00'), (6, 'complete', 'complete', NULL, 'Guest@example.com', 'Gil', NULL, 20, 20, 20, 'EUR', 'EUR', '2026-03-01 23:30:00'),
  (7, 'new', 'pending', NULL, 'guest@example.com', 'Gil', NULL, 900, NULL, 900, 'EUR', 'EUR', '2026-03-02 10:00:00'), (8, 'complete', 'complete', NULL, 'guest@example.com', 'Gil', NULL, 30, 30, 30, 'USD', 'USD', '2026-03-03 10:00:00');
INSERT INTO m2_sales_creditmemo VALUES (1, 1, 2, 25, '2026-01-20 10:00:00'), (2, 1, 3, 75, '2026-01-21 10:00:00'), (3, 3, 2, 900, '2026-01-22 10:00:00');
INSERT INTO m2_newsletter_subscriber VALUES (1, 1, 'ada@example.com', 1, '2026-01-01 10:00:00'), (2, 2, 'bo@example.com', 3, '2026-01-02 10:00:00'), (3, 0, 'Guest@example.com', 4, '2026-01-03 10:00:00'), (4, 0, 'reader@example.com', 1, '2026-01-03 10:00:00');
