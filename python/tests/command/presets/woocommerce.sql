-- A small WooCommerce with orders in both stores, of which HPOS counts: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE shop_options (option_id BIGINT AUTO_INCREMENT PRIMARY KEY, option_name VARCHAR(191), option_value LONGTEXT);
CREATE TABLE shop_users (ID BIGINT UNSIGNED PRIMARY KEY, user_login VARCHAR(60), user_email VARCHAR(100), display_name VARCHAR(250));
CREATE TABLE shop_woocommerce_order_items (order_item_id BIGINT UNSIGNED PRIMARY KEY, order_item_name TEXT, order_item_type VARCHAR(200), order_id BIGINT UNSIGNED);
CREATE TABLE shop_wc_orders (id BIGINT UNSIGNED PRIMARY KEY, status VARCHAR(20), currency VARCHAR(10), type VARCHAR(20), tax_amount DECIMAL(26,8), total_amount DECIMAL(26,8),
  customer_id BIGINT UNSIGNED, billing_email VARCHAR(320), date_created_gmt DATETIME, date_updated_gmt DATETIME, parent_order_id BIGINT UNSIGNED);
CREATE TABLE shop_posts (ID BIGINT UNSIGNED PRIMARY KEY, post_date_gmt DATETIME, post_status VARCHAR(20), post_parent BIGINT UNSIGNED DEFAULT 0, post_type VARCHAR(20));
CREATE TABLE shop_postmeta (meta_id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, post_id BIGINT UNSIGNED, meta_key VARCHAR(255), meta_value LONGTEXT);
CREATE TABLE shop_comments (comment_ID BIGINT UNSIGNED PRIMARY KEY, comment_post_ID BIGINT UNSIGNED, comment_author_email VARCHAR(100), comment_date_gmt DATETIME,
  comment_content TEXT, comment_approved VARCHAR(20), comment_type VARCHAR(20), user_id BIGINT UNSIGNED DEFAULT 0);
CREATE TABLE shop_wc_customer_lookup (customer_id BIGINT UNSIGNED PRIMARY KEY, user_id BIGINT UNSIGNED, email VARCHAR(100), country CHAR(2) NOT NULL DEFAULT '');

INSERT INTO shop_options (option_name, option_value) VALUES ('woocommerce_currency', 'EUR'), ('timezone_string', 'Europe/Berlin'), ('woocommerce_custom_orders_table_enabled', 'yes');
INSERT INTO shop_users VALUES (1, 'ada', 'Ada@Example.com', 'Ada L'), (2, 'bob', 'bob@example.com', 'Bob');
INSERT INTO shop_wc_orders VALUES
  (11, 'wc-completed', 'EUR', 'shop_order', 8, 50, 1, 'ada@work.example', '2026-01-10 10:00:00', '2026-01-11 10:00:00', 0),
  (12, 'wc-processing', 'EUR', 'shop_order', 0, 70.5, 0, 'ada@example.com', '2026-02-10 10:00:00', '2026-02-10 10:00:00', 0),
  (13, 'wc-completed', 'EUR', 'shop_order_refund', 0, -20.25, 0, NULL, '2026-02-12 10:00:00', '2026-02-12 10:00:00', 12),
  (14, 'wc-refunded', 'EUR', 'shop_order', 0, 900, 2, 'bob@example.com', '2026-01-10 10:00:00', '2026-01-10 10:00:00', 0),
  (15, 'wc-completed', 'EUR', 'shop_order_refund', 0, -900, 2, NULL, '2026-01-11 10:00:00', '2026-01-11 10:00:00', 14),
  (16, 'wc-cancelled', 'EUR', 'shop_order', 0, 900, 2, 'bob@example.com', '2026-01-12 10:00:00', '2026-01-12 10:00:00', 0),
  (17, 'wc-completed', 'EUR', 'shop_order', 0, 15, 2, 'bob@example.com', '2026-03-01 23:30:00', '2026-03-02 10:00:00', 0),
  (18, 'wc-completed', 'USD', 'shop_order', 0, 40, 0, 'guest@example.com', '2026-03-01 10:00:00', '2026-03-01 10:00:00', 0),
  (19, 'wc-pending', 'EUR', 'shop_order', 0, 900, 0, 'Guest@Example.com', '2026-03-03 10:00:00', '2026-03-03 10:00:00', 0),
  (20, 'wc-completed', 'EUR', 'shop_order', 0, 30, 0, 'guest@example.com', '2026-03-04 10:00:00', '2026-03-04 10:00:00', 0),
  (21, 'trash', 'EUR', 'shop_order', 0, 900, 0, 'bin@example.com', '2026-03-04 10:00:00', '2026-03-04 10:00:00', 0),
  (22, 'wc-completed', 'EUR', 'shop_order', 0, 5, 0, '', '2026-03-04 10:00:00', '2026-03-04 10:00:00', 0),
  (23, 'wc-completed', 'EUR', 'shop_order', 0, 6, 99, 'gone@example.com', '2026-03-05 10:00:00', '2026-03-05 10:00:00', 0);
INSERT INTO shop_posts VALUES (11, '2026-01-10 10:00:00', 'wc-pending', 0, 'shop_order'), (31, '2026-01-10 10:00:00', 'wc-completed', 0, 'shop_order'),
  (32, '2026-01-12 10:00:00', 'wc-completed', 31, 'shop_order_refund'), (33, '2026-01-12 10:00:00', 'publish', 0, 'page'), (34, '2026-01-13 10:00:00', 'wc-failed', 0, 'shop_order');
INSERT INTO shop_postmeta (post_id, meta_key, meta_value) VALUES (11, '_order_total', '50'), (11, '_billing_email', 'ada@work.example'), (11, '_customer_user', '1'), (11, '_order_currency', 'EUR'),
  (31, '_order_total', '200.00'), (31, '_billing_email', 'Old@Example.com'), (31, '_customer_user', '0'), (31, '_order_currency', 'EUR'), (31, '_order_key', 'wc_order_x'),
  (32, '_order_total', '-50.00'), (32, '_order_currency', 'EUR'), (32, '_refund_amount', '50.00'), (34, '_order_total', '900'), (34, '_billing_email', 'old@example.com'), (34, '_order_currency', 'EUR');
INSERT INTO shop_comments VALUES (1, 5, 'ada@example.com', '2026-02-20 10:00:00', 'Warm: every day.', '1', 'review', 1), (2, 5, 'bob@example.com', '2026-02-20 10:00:00', 'Not shown', '0', 'review', 2),
  (3, 5, 'ada@example.com', '2026-02-21 10:00:00', 'A comment of the blog', '1', 'comment', 1), (4, 5, 'stranger@example.com', '2026-02-21 10:00:00', 'Nice', '1', 'review', 0);
INSERT INTO shop_wc_customer_lookup VALUES (1, 1, 'ada@example.com', 'DE'), (2, 2, 'bob@example.com', ''), (3, NULL, 'guest@example.com', 'AT'), (4, NULL, 'guest@example.com', 'AT');
