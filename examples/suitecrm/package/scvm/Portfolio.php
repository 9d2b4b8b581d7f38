<?php
require_once __DIR__ . '/lib/scvm.php';

/** The portfolio of all scored contacts: what the library draws it from. */
class ScvmPortfolio
{
    private $db;
    private $portfolio;

    /** $strings: the texts of the dashlet; $labels: the dropdown scvm_segment_list. */
    public function __construct($db, array $strings, array $labels)
    {
        $this->db = $db;
        $this->portfolio = new Scvm\Portfolio($strings, $labels);
    }

    /** $engine may be null: then there are counts, but no shares with their intervals. $customers: beans that this user may see. */
    public function html($engine, array $customers)
    {
        return $this->portfolio->html($this->counts(), $this->dots(), self::most($customers), $engine);
    }

    /** How many contacts there are of each kind, in one pass over them: each takes the database long where there are 100,000. */
    private function counts()
    {
        $parts = ['segment' => $this->group(), 'by_hand' => "CASE WHEN COALESCE(s.scvm_segment_override_c, '') = '' THEN 0 ELSE 1 END"];
        foreach (['currency', 'status', 'value_tier', 'treatment'] as $name) {
            $parts["$name"] = "COALESCE(s.scvm_{$name}_c, '')";
        }
        $columns = [];
        foreach ($parts as $name => $part) {
            $columns[] = "$part AS $name";
        }
        return $this->rows("
            SELECT " . implode(', ', $columns) . ", COUNT(*) AS customers, SUM(s.scvm_lifetime_value_c) AS lifetime_value
            FROM contacts c LEFT JOIN contacts_cstm s ON s.id_c = c.id
            WHERE c.deleted = 0
            GROUP BY " . implode(', ', $parts));
    }

    // What somebody decided by hand stands above what was computed.
    private function group()
    {
        return "CASE WHEN COALESCE(s.scvm_segment_override_c, '') = '' THEN COALESCE(s.scvm_segment_c, '') ELSE s.scvm_segment_override_c END";
    }

    private function dots()
    {
        return $this->fetched($this->db->limitQuery("
            SELECT s.scvm_satisfaction_c AS x, s.scvm_attachment_c AS y, " . $this->group() . " AS segment
            FROM contacts c JOIN contacts_cstm s ON s.id_c = c.id
            WHERE c.deleted = 0 AND s.scvm_satisfaction_c IS NOT NULL AND s.scvm_attachment_c IS NOT NULL
            ORDER BY s.scvm_lifetime_value_c DESC, c.id", 0, Scvm\Portfolio::MOST_DOTS, false));
    }

    private static function most(array $beans)
    {
        $most = [];
        foreach ($beans as $bean) {
            $most[] = [
                'url' => 'index.php?module=Contacts&action=DetailView&record=' . rawurlencode(html_entity_decode($bean->id, ENT_QUOTES)),
                'name' => $bean->first_name . ' ' . $bean->last_name,
                'lifetime_value' => $bean->scvm_lifetime_value_c,
                'currency' => $bean->scvm_currency_c,
            ];
        }
        return $most;
    }

    private function rows($sql)
    {
        return $this->fetched($this->db->query($sql, false));
    }

    private function fetched($result)
    {
        if (!$result) {
            throw new RuntimeException('the database refused a query: ' . trim((string) $this->db->lastError()));
        }
        $rows = [];
        while ($row = $this->db->fetchByAssoc($result, false)) {
            $rows[] = $row;
        }
        return $rows;
    }
}
