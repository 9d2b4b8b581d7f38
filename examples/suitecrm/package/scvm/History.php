<?php
/**
 * What SuiteCRM knows of one contact, as a record for libscvm (docs/records.md): the same rows that the command `scvm`
 * reads for the batch.
 *
 * Every table and link table is read with deleted = 0, every id goes in quoted by the database layer, and money is in
 * the system's own currency: amounts in several currencies do not add up.
 */
class ScvmHistory
{
    private $db;
    private $settings;

    public function __construct($db, array $settings)
    {
        $this->db = $db;
        $this->settings = $settings;
    }

    public function record($contact, $as_of)
    {
        return [
            'id' => $contact->id,
            'as_of' => $as_of,
            'consents' => $this->consents($contact),
            'answers' => $this->answers($contact->id),
            'purchases' => array_merge($this->invoices($contact->id), $this->opportunities($contact->id)),
        ];
    }

    /** Whether the contact was erased with `scvm erase`: then only the hash of his id is left, so that nobody scores him again. */
    public function erased($id)
    {
        if (!$this->db->tableExists('scvm_erased')) {
            return false;
        }
        return (bool) $this->rows('SELECT id_hash FROM scvm_erased WHERE id_hash = ' . $this->db->quoted(hash('sha256', $id)));
    }

    /** granted, refused or withdrawn, by the legal bases of a contact; null where there is none. */
    public static function consent($contact, array $rule)
    {
        $bases = self::bases($contact, $rule);
        if (array_intersect($bases, $rule['deny'])) {
            return 'withdrawn';
        }
        return $bases ? (array_intersect($bases, $rule['allow']) ? 'granted' : 'refused') : null;
    }

    /** "^consent^,^contract^" as it is stored, or a list as a form sends it. */
    private static function bases($contact, array $rule)
    {
        $field = isset($contact->lawful_basis) ? $contact->lawful_basis : '';
        $bases = [];
        foreach (is_array($field) ? $field : preg_split('/[,;|]/', $field) as $label) {
            $basis = self::word(str_replace('^', '', $label));
            if ($basis !== '') {
                $bases[] = isset($rule['labels'][$basis]) ? self::word($rule['labels'][$basis]) : $basis;
            }
        }
        return $bases;
    }

    private static function word($label)
    {
        return preg_replace('/[\s_-]+/', '_', strtolower(trim($label)));
    }

    private function consents($contact)
    {
        $rule = $this->settings['consent'];
        $state = self::consent($contact, $rule);
        if ($state === null) {
            return [];
        }
        // A basis without a date holds since the beginning of time.
        $dated = !empty($contact->date_reviewed) && preg_match('/^\d{4}-\d\d-\d\d/', $contact->date_reviewed, $found);
        $rows = [];
        foreach ($state === 'withdrawn' ? ['*'] : $rule['purposes'] as $purpose) {
            $rows[] = [
                'purpose' => $purpose, 'state' => $state, 'time' => $dated ? $found[0] : '1970-01-01', 'evidence' => implode(',', self::bases($contact, $rule)),
            ];
        }
        return $rows;
    }

    private function answers($id)
    {
        $rows = $this->rows("
            SELECT r.date_entered, q.id AS question_id, q.name AS question, q.type, a.answer, a.answer_bool, o.name AS chosen, o.sort_order
            FROM surveyresponses r
            JOIN surveyquestionresponses a ON a.surveyresponse_id = r.id AND a.deleted = 0
            JOIN surveyquestions q ON q.id = a.surveyquestion_id AND q.deleted = 0
            JOIN surveys s ON s.id = q.survey_id AND s.deleted = 0
            LEFT JOIN (SELECT l.surveyq10d4sponses_idb AS answer_id, MIN(l.surveyq72c7options_ida) AS option_id
                       FROM surveyquestionoptions_surveyquestionresponses l
                       JOIN surveyquestionresponses la ON la.id = l.surveyq10d4sponses_idb
                       JOIN surveyresponses lr ON lr.id = la.surveyresponse_id AND lr.contact_id = " . $this->db->quoted($id) . "
                       WHERE l.deleted = 0
                       GROUP BY l.surveyq10d4sponses_idb) c ON c.answer_id = a.id
            LEFT JOIN surveyquestionoptions o ON o.id = c.option_id AND o.deleted = 0
            WHERE r.contact_id = " . $this->db->quoted($id) . " AND r.deleted = 0
              AND q.type IN ('Rating', 'Scale', 'Radio', 'Dropdown', 'Matrix', 'Checkbox')
            ORDER BY r.date_entered, r.id, q.id, a.id");
        $answers = [];
        foreach ($rows as $row) {
            $answer = ['item' => $this->item($row), 'value' => self::value($row), 'time' => self::utc($row['date_entered'])];
            if ($this->settings['waves'] === 'response') {
                $answer['wave'] = intdiv((int) strtotime($row['date_entered'] . ' UTC'), 86400);
            }
            $answers[] = $answer;
        }
        return $answers;
    }

    private function item(array $row)
    {
        $name = $row['type'] === 'Matrix' && (string) $row['chosen'] !== '' ? $row['question'] . '/' . $row['chosen'] : $row['question'];
        foreach ([$name, $row['question_id'], $row['question']] as $key) {
            if (isset($this->settings['items'][$key])) {
                return $this->settings['items'][$key];
            }
        }
        return $name;
    }

    /** The number that was answered, null for none. An option's own number counts, else its place. */
    private static function value(array $row)
    {
        if ($row['type'] === 'Checkbox') {
            return self::number($row['answer_bool']);
        }
        if ($row['type'] === 'Radio' || $row['type'] === 'Dropdown') {
            $number = self::number($row['chosen']);
            return $number === null && $row['chosen'] !== null ? self::number($row['sort_order']) : $number;
        }
        return self::number($row['answer']);
    }

    private static function number($text)
    {
        $text = trim((string) $text);
        return is_numeric($text) ? (float) $text : null;
    }

    private function invoices($id)
    {
        $options = $this->settings['invoices'];
        if ($options === false) {
            return [];
        }
        return $this->purchases("
            SELECT invoice_date AS day,
                   CASE WHEN COALESCE(currency_id, '') IN ('', '-99') THEN total_amount ELSE total_amount_usdollar END AS amount
            FROM aos_invoices
            WHERE billing_contact_id = " . $this->db->quoted($id) . " AND deleted = 0
              AND status IN (" . $this->texts(isset($options['status']) ? $options['status'] : ['Paid']) . ")
            ORDER BY invoice_date, id");
    }

    /** Won opportunities, each of them once: of several contacts, the first by id has it. */
    private function opportunities($id)
    {
        $options = $this->settings['opportunities'];
        if ($options === false) {
            return [];
        }
        return $this->purchases("
            SELECT o.date_closed AS day,
                   CASE WHEN COALESCE(o.currency_id, '') IN ('', '-99') THEN o.amount ELSE o.amount_usdollar END AS amount
            FROM opportunities o
            WHERE o.deleted = 0
              AND o.sales_stage IN (" . $this->texts(isset($options['sales_stage']) ? $options['sales_stage'] : ['Closed Won']) . ")
              AND o.id IN (SELECT opportunity_id FROM opportunities_contacts WHERE contact_id = " . $this->db->quoted($id) . " AND deleted = 0)
              AND (SELECT MIN(f.contact_id) FROM opportunities_contacts f WHERE f.opportunity_id = o.id AND f.deleted = 0) = " . $this->db->quoted($id) . "
            ORDER BY o.date_closed, o.id");
    }

    private function purchases($sql)
    {
        $purchases = [];
        foreach ($this->rows($sql) as $row) {
            $purchases[] = ['time' => self::utc($row['day']), 'amount' => self::number($row['amount'])];
        }
        return $purchases;
    }

    private function texts(array $values)
    {
        $quoted = ["''"];  // never an empty list
        foreach ($values as $value) {
            $quoted[] = $this->db->quoted($value);
        }
        return implode(', ', $quoted);
    }

    // false: do not end the request on an error; and do not encode values for HTML, which is fetchByAssoc's default.
    private function rows($sql)
    {
        $result = $this->db->query($sql, false);
        if (!$result) {
            throw new ScvmError('the database refused a query: ' . trim((string) $this->db->lastError()));
        }
        $rows = [];
        while ($row = $this->db->fetchByAssoc($result, false)) {
            $rows[] = $row;
        }
        return $rows;
    }

    private static function utc($time)
    {
        return strlen((string) $time) > 10 ? str_replace(' ', 'T', $time) . 'Z' : $time;
    }
}
