<?php
/** The portfolio of all scored contacts, as HTML that needs nothing but itself. Everything from the database is escaped. */
class ScvmPortfolio
{
    // Told apart by people who see no red or green, too (Okabe & Ito 2008).
    private static $colours = [
        'fan' => '#0072B2', 'sympathizer' => '#56B4E9', 'mercenary' => '#E69F00', 'captive' => '#CC79A7', 'opponent' => '#D55E00',
    ];
    // Themes write the heads of lists in white, on a ground that they have elsewhere: SuiteP's would be white on white.
    const INK = 'color:#222222;background:#ffffff';
    const MOST_DOTS = 1000;
    const SIDE = 300;

    private $db;
    private $strings;
    private $labels;

    /** $strings: the texts of the dashlet; $labels: the dropdown scvm_segment_list. */
    public function __construct($db, array $strings, array $labels)
    {
        $this->db = $db;
        $this->strings = $strings;
        $this->labels = $labels;
    }

    /** $engine may be null: then there are counts, but no shares with their intervals. */
    public function html($engine, array $customers)
    {
        $groups = $this->groups();
        return '<div class="scvm-portfolio" style="display:flex;flex-wrap:wrap;gap:16px">'
            . $this->picture() . '<div>' . $this->table($groups, $engine) . $this->plan('value_tier', 'LBL_TIERS') . $this->plan('treatment', 'LBL_TREATMENTS')
            . $this->most($customers) . $this->note() . '</div></div>';
    }

    /** Per group the customers, how many of them were placed by hand, and the lifetime values by currency. */
    private function groups()
    {
        $rows = $this->rows("
            SELECT " . $this->group() . " AS segment, COALESCE(s.scvm_currency_c, '') AS currency, COUNT(*) AS customers,
                   SUM(CASE WHEN COALESCE(s.scvm_segment_override_c, '') = '' THEN 0 ELSE 1 END) AS by_hand,
                   SUM(s.scvm_lifetime_value_c) AS lifetime_value
            FROM contacts c JOIN contacts_cstm s ON s.id_c = c.id
            WHERE c.deleted = 0 AND s.scvm_status_c <> 'excluded'
            GROUP BY " . $this->group() . ", COALESCE(s.scvm_currency_c, '')");
        $groups = [];
        foreach (array_keys(self::$colours) as $segment) {
            $groups["$segment"] = ['customers' => 0, 'by_hand' => 0, 'lifetime_value' => []];
        }
        foreach ($rows as $row) {
            if (isset($groups[$row['segment']])) {
                $groups[$row['segment']]['customers'] += (int) $row['customers'];
                $groups[$row['segment']]['by_hand'] += (int) $row['by_hand'];
                if ($row['lifetime_value'] !== null) {
                    $groups[$row['segment']]['lifetime_value'][$row['currency']] = (float) $row['lifetime_value'];
                }
            }
        }
        return $groups;
    }

    // What somebody decided by hand stands above what was computed.
    private function group()
    {
        return "CASE WHEN COALESCE(s.scvm_segment_override_c, '') = '' THEN COALESCE(s.scvm_segment_c, '') ELSE s.scvm_segment_override_c END";
    }

    private function table(array $groups, $engine)
    {
        $total = 0;
        foreach ($groups as $group) {
            $total += $group['customers'];
        }
        $head = ['LBL_GROUP', 'LBL_CUSTOMERS', 'LBL_SHARE', 'LBL_BY_HAND', 'LBL_CLV'];
        $html = '<table class="list view" style="border-spacing:6px 2px;' . self::INK . '"><caption style="' . self::INK . '">' . self::escape(sprintf($this->strings['LBL_CAPTION'], $total)) . '</caption><tr>';
        foreach ($head as $label) {
            $html .= '<th scope="col" style="' . self::INK . '">' . self::escape($this->strings["$label"]) . '</th>';
        }
        $html .= '</tr>';
        foreach ($groups as $segment => $group) {
            $money = [];
            foreach ($group['lifetime_value'] as $currency => $sum) {
                $money[] = trim(number_format($sum, 2, '.', ' ') . ' ' . $currency);
            }
            $html .= '<tr><td><span style="color:' . self::$colours["$segment"] . '">&#9632;</span> ' . self::escape($this->label($segment)) . '</td>'
                . '<td>' . $group['customers'] . '</td>'
                . '<td>' . self::escape($this->share($engine, $group['customers'], $total)) . '</td>'
                . '<td>' . $group['by_hand'] . '</td>'
                . '<td>' . self::escape(implode(', ', $money)) . '</td></tr>';
        }
        return $html . '</table>';
    }

    /** "40.0 % (25.9 to 55.9)": the library's Wilson interval. */
    private function share($engine, $k, $n)
    {
        if ($engine === null || $n === 0) {
            return '';
        }
        $interval = $engine->call('wilson_interval', ['k' => $k, 'n' => $n,]);
        return sprintf(
            '%s %% (%s %s %s)', self::percent($interval['value']), self::percent($interval['low']), $this->strings['LBL_TO'], self::percent($interval['high'])
        );
    }

    private static function percent($share)
    {
        return number_format(100 * $share, 1, '.', '');
    }

    /** Satisfaction to the right, attachment upwards; the most valuable contacts, one dot each, without names. */
    private function picture()
    {
        $side = self::SIDE;
        $result = $this->db->limitQuery("
            SELECT s.scvm_satisfaction_c AS x, s.scvm_attachment_c AS y, " . $this->group() . " AS segment
            FROM contacts c JOIN contacts_cstm s ON s.id_c = c.id
            WHERE c.deleted = 0 AND s.scvm_satisfaction_c IS NOT NULL AND s.scvm_attachment_c IS NOT NULL
            ORDER BY s.scvm_lifetime_value_c DESC, c.id", 0, self::MOST_DOTS, false);
        $dots = '';
        $count = 0;
        foreach ($this->fetched($result) as $row) {
            if (isset(self::$colours[$row['segment']])) {
                $count++;
                $dots .= sprintf(
                    '<circle cx="%s" cy="%s" r="3" fill="%s" fill-opacity="0.6"/>',
                    self::place($row['x']), self::place(100 - $row['y']), self::$colours[$row['segment']]
                );
            }
        }
        $title = self::escape(sprintf($this->strings['LBL_PICTURE'], $count));
        return '<svg role="img" aria-label="' . $title . '" width="' . ($side + 40) . '" height="' . ($side + 40) . '" viewBox="-30 -10 ' . ($side + 40) . ' ' . ($side + 40) . '" xmlns="http://www.w3.org/2000/svg">'
            . '<title>' . $title . '</title><rect width="' . $side . '" height="' . $side . '" fill="#ffffff" stroke="#767676"/>' . $dots
            . '<text x="' . ($side / 2) . '" y="' . ($side + 20) . '" text-anchor="middle" font-size="12">' . self::escape($this->strings['LBL_SATISFACTION']) . '</text>'
            . '<text transform="rotate(-90)" x="' . (-$side / 2) . '" y="-12" text-anchor="middle" font-size="12">' . self::escape($this->strings['LBL_ATTACHMENT']) . '</text></svg>';
    }

    private static function place($score)
    {
        return number_format($score / 100 * self::SIDE, 1, '.', '');
    }

    /** How many contacts have each word of a field, the commonest first; nothing for a model without a plan. */
    private function plan($name, $label)
    {
        $parts = [];
        foreach ($this->rows("
            SELECT s.scvm_{$name}_c AS word, COUNT(*) AS customers
            FROM contacts c JOIN contacts_cstm s ON s.id_c = c.id
            WHERE c.deleted = 0 AND COALESCE(s.scvm_{$name}_c, '') <> '' AND COALESCE(s.scvm_status_c, '') <> 'excluded'
            GROUP BY s.scvm_{$name}_c
            ORDER BY COUNT(*) DESC, s.scvm_{$name}_c") as $row) {
            $parts[] = $row['word'] . ': ' . (int) $row['customers'];
        }
        return $parts ? '<p>' . self::escape($this->strings["$label"] . ': ' . implode(' · ', $parts)) . '</p>' : '';
    }

    /** $customers: beans that this user may see, most valuable first. */
    private function most(array $customers)
    {
        if (!$customers) {
            return '';
        }
        $html = '<p>' . self::escape($this->strings['LBL_TOP']) . '</p><ol>';
        foreach ($customers as $customer) {
            $html .= '<li><a href="index.php?module=Contacts&amp;action=DetailView&amp;record=' . self::escape(rawurlencode(html_entity_decode($customer->id, ENT_QUOTES))) . '">'
                . self::escape(trim($customer->first_name . ' ' . $customer->last_name)) . '</a>: '
                . self::escape(number_format((float) $customer->scvm_lifetime_value_c, 2, '.', ' ') . ' ' . $customer->scvm_currency_c) . '</li>';
        }
        return $html . '</ol>';
    }

    /** What the picture leaves out: contacts without scores, and why. */
    private function note()
    {
        $parts = [];
        foreach ($this->rows("
            SELECT COALESCE(s.scvm_status_c, '') AS status, COUNT(*) AS customers
            FROM contacts c LEFT JOIN contacts_cstm s ON s.id_c = c.id
            WHERE c.deleted = 0
            GROUP BY COALESCE(s.scvm_status_c, '')
            ORDER BY 1") as $row) {
            $status = $row['status'] === '' ? 'none' : $row['status'];
            $label = isset($this->strings['LBL_STATUS_' . strtoupper($status)]) ? $this->strings['LBL_STATUS_' . strtoupper($status)] : $status;
            $parts[] = $label . ': ' . (int) $row['customers'];
        }
        return '<p>' . self::escape(implode(' · ', $parts)) . '</p>';
    }

    private function label($segment)
    {
        return isset($this->labels["$segment"]) ? $this->labels["$segment"] : $segment;
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

    // Beans in a list are encoded already: their entities stay as they are.
    private static function escape($text)
    {
        return htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8', false);
    }
}
