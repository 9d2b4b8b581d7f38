-- A small Dolibarr: the columns that the preset reads, and rows of each kind that it has to tell apart.
CREATE TABLE llx_societe_remise_except (rowid INTEGER PRIMARY KEY, fk_soc INTEGER);
CREATE TABLE llx_const (rowid INTEGER PRIMARY KEY, name VARCHAR(180), entity INTEGER, value TEXT);
CREATE TABLE llx_societe (rowid INTEGER PRIMARY KEY, nom VARCHAR(128), client SMALLINT DEFAULT 0, fournisseur SMALLINT DEFAULT 0, status SMALLINT DEFAULT 1, email VARCHAR(128), fk_pays INTEGER DEFAULT 0);
CREATE TABLE llx_socpeople (rowid INTEGER PRIMARY KEY, fk_soc INTEGER, lastname VARCHAR(50), email VARCHAR(255));
CREATE TABLE llx_mailing_unsubscribe (rowid INTEGER PRIMARY KEY, entity INTEGER, email VARCHAR(255));
CREATE TABLE llx_c_country (rowid INTEGER PRIMARY KEY, code VARCHAR(2), label VARCHAR(50));
CREATE TABLE llx_facture (rowid INTEGER PRIMARY KEY, fk_soc INTEGER, type SMALLINT, datef DATE, total_ttc DOUBLE, fk_statut SMALLINT, paye SMALLINT);

INSERT INTO llx_const VALUES (1, 'MAIN_MONNAIE', 1, 'EUR'), (2, 'MAIN_LANG_DEFAULT', 1, 'fr_FR');
INSERT INTO llx_c_country VALUES (1, 'FR', 'France'), (0, '', '-');
INSERT INTO llx_societe VALUES (1, 'Ada', 1, 0, 1, 'ada@example.com', 1), (2, 'Bo', 3, 1, 1, 'Bo@Example.com', 0), (3, 'A prospect', 2, 0, 1, 'p@example.com', 1), (4, 'A vendor', 0, 1, 1, NULL, 1), (5, 'Closed', 1, 0, 0, NULL, 1), (6, 'Cy', 1, 0, 1, NULL, NULL);
INSERT INTO llx_mailing_unsubscribe VALUES (1, 1, 'bo@example.com'), (2, 1, '');
INSERT INTO llx_facture VALUES (1, 1, 0, '2026-01-10', 120, 2, 1), (2, 1, 2, '2026-01-20', -20.5, 2, 1), (3, 1, 0, '2026-02-10', 50, 1, 0), (4, 1, 0, '2026-02-11', 900, 0, 0), (5, 2, 0, '2026-02-11', 900, 3, 0),
  (6, 2, 1, '2026-02-12', 40, 2, 1), (7, 2, 3, '2026-03-12', 10, 2, 1), (8, 2, 4, '2026-03-12', 900, 2, 1), (9, 3, 0, '2026-03-12', 60, 2, 1), (10, 5, 0, '2026-03-12', 60, 2, 1), (11, 6, 0, NULL, 7, 1, 0);
